/**
 * Runs work under a lock that all pages and the worker of this app share. Gives null, without running it, when somebody else has
 * the lock and `wait` is false. Where the browser has no locks (pages without TLS) the work runs all the same: whatever is
 * done under a lock here is safe to be done twice, only not cheap.
 */
export async function underLock<T>(name: string, wait: boolean, work: () => Promise<T>): Promise<T | null> {
  if (typeof navigator === "undefined" || !navigator.locks) return work();
  return navigator.locks.request(name, { ifAvailable: !wait }, async (lock) => (lock ? work() : null));
}

/** Held while the outbox is sent, and while somebody signs in: nothing goes out in another person's name. */
export const SENDING_LOCK = "edge-sending";
