import { SEND_OUTBOX } from "../offline/messages";
import { flush } from "../offline/outbox/send";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

/** Background Sync (WICG), which the library of types does not know: browsers without it send when a page is open. */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
}

/** Sends what waits when the browser says that there is a connection, also after every page was closed. */
export function sendOutbox(): void {
  self.addEventListener("sync" as "activate", (event) => {
    if ((event as SyncEvent).tag !== SEND_OUTBOX) return;
    event.waitUntil(
      flush(true).then((round) => {
        // A failed event comes again, later; who is not signed in would fail again.
        if (round === "no-answer" || round === "later") throw new Error(round);
      }),
    );
  });
}
