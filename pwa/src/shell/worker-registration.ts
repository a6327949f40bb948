import { type ClaimMessage, TAKE_OVER } from "../offline/messages";
import { heal } from "./heal";
import { untilQuiet, untilSent } from "./quiet";
import { ownRelease, servedRelease } from "./release";

const hour = 60 * 60_000;
/** Errors and glances come in bunches. */
const atMostEvery = 30_000;
const STUCK = "edge-stuck-on";

let registration: ServiceWorkerRegistration | null = null;
let isOutdated = false;
let isReloading = false;
let checkedAt = Number.NEGATIVE_INFINITY;
const listeners = new Set<() => void>();

/** Without a controller this is the first visit: nothing older is running. Without a worker the page itself may be old. */
const waiting = () => (navigator.serviceWorker?.controller && registration?.waiting) || null;

export const updateIsReady = () => waiting() !== null || (isOutdated && !registration);

export function onUpdate(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Lets the waiting release take over, which every page of the app hears of. What is being sent is sent to its end. */
export async function takeUpdate(): Promise<void> {
  await untilSent();
  const worker = waiting();
  if (!worker) return reload();
  isReloading = true;
  navigator.serviceWorker.addEventListener("controllerchange", reload, { once: true });
  worker.postMessage(TAKE_OVER);
}

/**
 * Asks the service which release it has, and the browser for its worker if it is another than this page's.
 * @param now Also when it has just been asked.
 */
export async function checkForUpdate(now = false): Promise<void> {
  if (!now && Date.now() - checkedAt < atMostEvery) return;
  checkedAt = Date.now();
  const served = await servedRelease();
  if (served === null) {
    checkedAt = Number.NEGATIVE_INFINITY;
    return;
  }
  isOutdated = served !== ownRelease();
  if (isOutdated) await registration?.update().catch(() => undefined);
  tellListeners();
  try {
    if (!isOutdated || registration?.installing || registration?.waiting) localStorage.removeItem(STUCK);
    else if (registration) await leaveOldRelease(served);
  } catch {
    // Where nothing can be remembered nobody knows for how long.
  }
}

/** A part of this page could not be loaded: this release is gone from the service, or what the device keeps of it is damaged. */
export async function partIsMissing(): Promise<void> {
  await checkForUpdate(true);
  if (registration?.installing) await installed(registration.installing);
  if (waiting()) {
    await untilQuiet();
    await takeUpdate();
  } else await heal();
}

export async function registerWorker(): Promise<void> {
  if (!import.meta.env.PROD) return;
  const look = () => void checkForUpdate();
  setInterval(() => void checkForUpdate(true), hour);
  for (const occasion of ["focus", "online", "error", "unhandledrejection"]) addEventListener(occasion, look);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  try {
    const container = navigator.serviceWorker;
    const hadController = container.controller !== null;
    registration = await container.register("/sw.js");
    // Another page, or this one, has let the new release take over; the first worker of all changes nothing for its page.
    container.addEventListener("controllerchange", () => {
      if (hadController && !isReloading) void untilQuiet().then(reload);
    });
    askForControl(container, registration.active);
    registration.addEventListener("updatefound", () =>
      registration?.installing?.addEventListener("statechange", tellListeners),
    );
  } catch {
    // A private window or a policy may forbid workers: the app works, only not without a network.
  }
  tellListeners();
  look();
}

/** A page that was on its way here while the first worker took over the others was left out. */
function askForControl({ controller }: ServiceWorkerContainer, active: ServiceWorker | null): void {
  const claimFor = ownRelease();
  if (!controller && claimFor) active?.postMessage({ claimFor } satisfies ClaimMessage);
}

/**
 * The service has another release, and the browser found no worker of it: while nodes of both are running that is so for a
 * moment. A device on which it stays so is stuck, and starts from nothing.
 */
async function leaveOldRelease(served: string): Promise<void> {
  const [release, since] = (localStorage.getItem(STUCK) ?? "").split(" ");
  if (release !== served) return localStorage.setItem(STUCK, `${served} ${Date.now()}`);
  if (Date.now() - Number(since) < hour) return;
  await untilQuiet();
  await heal();
}

function installed(worker: ServiceWorker): Promise<void> {
  return new Promise((resolve) => {
    worker.addEventListener("statechange", () => worker.state === "installing" || resolve());
  });
}

function reload(): void {
  isReloading = true;
  location.reload();
}

function tellListeners(): void {
  for (const listener of listeners) listener();
}
