import { servedRelease } from "./release";

const HEALED_AT = "edge-healed-at";
/** A page that breaks again so soon is broken on the server too: loading it once more would only go round in circles. */
const notAgainWithin = 10 * 60_000;

/**
 * Forgets everything of the shell that this device keeps, and loads the page from the service: the worker goes, and the caches, which
 * can all be had again. What a person has entered is in IndexedDB, which is not touched. Does nothing without a connection, where a
 * broken shell is still more than none, and nothing twice in ten minutes.
 * @returns Whether the page is about to be loaded.
 */
export async function heal(reload: () => void = () => location.reload()): Promise<boolean> {
  if (!mayHeal() || (await servedRelease()) === null) return false;
  try {
    sessionStorage.setItem(HEALED_AT, String(Date.now()));
  } catch {
    return false;
  }
  const registrations = (await navigator.serviceWorker?.getRegistrations().catch(() => [])) ?? [];
  await Promise.allSettled(registrations.map((registration) => registration.unregister()));
  const names = await globalThis.caches?.keys().catch(() => []);
  await Promise.allSettled((names ?? []).map((name) => caches.delete(name)));
  reload();
  return true;
}

/** Where nothing can be remembered, nothing can stop the circle either. */
function mayHeal(): boolean {
  try {
    const last = Number(sessionStorage.getItem(HEALED_AT) ?? 0);
    return Math.abs(Date.now() - last) > notAgainWithin;
  } catch {
    return false;
  }
}
