import { useEffect, useState } from "preact/hooks";
import { onChange } from "../offline/changes";
import type { OutboxItem, SendingState } from "../offline/outbox/item";
import { countUnsent, listOutbox } from "../offline/outbox/outbox";
import { sendingState } from "../offline/outbox/sealed";

/** Reads at once and after every change of the outbox, changes in quick succession once. */
function useRead<T>(read: () => Promise<T>, before: T): T {
  const [value, setValue] = useState(before);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is read never changes, only what it finds.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const now = () => {
      timer = undefined;
      read().then(setValue, () => undefined);
    };
    now();
    const stop = onChange(() => {
      timer ??= setTimeout(now, 100);
    }, "outbox");
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return value;
}

export interface Outbox {
  items: OutboxItem[];
  sending: SendingState | undefined;
}

const readOutbox = async (): Promise<Outbox | null> => ({
  items: await listOutbox(),
  sending: await sendingState(),
});

/** Everything in the outbox, in the order in which it was done; null until it is read. */
export const useOutbox = () => useRead(readOutbox, null as Outbox | null);

/** How much is not with the service yet. */
export const useUnsent = () => useRead(countUnsent, { waiting: 0, needsYou: 0 });
