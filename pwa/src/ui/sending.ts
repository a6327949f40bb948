import { SEND_OUTBOX } from "../offline/messages";
import type { NewItem } from "../offline/outbox/item";
import { countUnsent, enqueue } from "../offline/outbox/outbox";
import { sendingState } from "../offline/outbox/sealed";

let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Sends what waits in the outbox, now or when the pause after a failure is over.
 * @param occasion There is a reason not to wait for that.
 */
export async function sendOutbox(occasion: boolean): Promise<void> {
  clearTimeout(timer);
  try {
    // Most who open the app send nothing, and need not load what sends.
    if ((await countUnsent()).waiting === 0) return;
    const { flush } = await import("../offline/outbox/send");
    const round = await flush(occasion);
    if (round !== "later" && round !== "no-answer") return;
    const pause = ((await sendingState())?.notBefore ?? 0) - Date.now();
    clearTimeout(timer);
    timer = setTimeout(() => void sendOutbox(false), Math.max(1000, pause));
  } catch {
    // A browser that forbids storage has no outbox.
  }
}

/** Sends at the start, and whenever there is hope: the connection is back, or somebody looks at the page again. */
export function startSending(): void {
  void sendOutbox(true);
  addEventListener("online", () => void sendOutbox(true));
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) void sendOutbox(true);
  });
}

/** Puts things into the outbox and sends them: now if that is possible, else as soon as it is. Gives their keys. */
export async function queue(items: readonly NewItem[]): Promise<string[]> {
  const keys = await enqueue(items);
  void wakeWorkerLater();
  void sendOutbox(true);
  // Asks the browser not to clear the device's storage by itself; it may refuse.
  void navigator.storage?.persist?.().catch(() => undefined);
  return keys;
}

/** Background Sync, where there is one: the worker sends also after this page was closed. */
async function wakeWorkerLater(): Promise<void> {
  try {
    const registration = (await navigator.serviceWorker?.getRegistration()) as
      | (ServiceWorkerRegistration & { sync?: { register: (tag: string) => Promise<void> } })
      | undefined;
    await registration?.sync?.register(SEND_OUTBOX);
  } catch {
    // Forbidden or not there: the page sends when it is open.
  }
}
