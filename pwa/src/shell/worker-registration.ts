import { TAKE_OVER } from "../offline/messages";

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

export const updateIsReady = () => waiting !== null;

export function onUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets the waiting release take over; the page then loads itself anew. */
export function takeUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
  waiting?.postMessage(TAKE_OVER);
}

export async function registerWorker(): Promise<void> {
  if (!("serviceWorker" in navigator) || !import.meta.env.PROD) return;
  try {
    const registration = await navigator.serviceWorker.register("/sw.js");
    const look = () => {
      // Without a controller this is the first visit: nothing older is running, nothing to be told.
      waiting = navigator.serviceWorker.controller ? registration.waiting : null;
      for (const listener of listeners) listener();
    };
    look();
    registration.addEventListener("updatefound", () =>
      registration.installing?.addEventListener("statechange", look),
    );
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden) void registration.update().catch(() => undefined);
    });
  } catch {
    // A private window or a policy may forbid workers: the app works, only not without a network.
  }
}
