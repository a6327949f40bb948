import { listFollowed } from "../offline/parcels";

/** Chromium's offer to install (WICG), which the library of types does not know. */
interface InstallEvent extends Event {
  prompt: () => Promise<{ outcome: "accepted" | "dismissed" }>;
}

/** How the app gets onto the home screen here: by the browser's question, or by hand as on an iPhone. */
export type Way = "question" | "by-hand";

const names = { answer: "edge-install", visits: "edge-visits", visitAt: "edge-visit-at" };
/** Coming back after this long is another visit. */
const apart = 30 * 60_000;

let kept: InstallEvent | null = null;
let listener: () => void = () => undefined;

/** Keeps the browser's own offer back until there is a reason to make it, and counts visits. */
export function watchInstall(now = Date.now()): void {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    kept = event as InstallEvent;
    listener();
  });
  addEventListener("appinstalled", () => answered("installed"));
  const last = Number(read(names.visitAt));
  if (!last || now - last > apart) write(names.visits, `${Number(read(names.visits)) + 1}`);
  write(names.visitAt, `${now}`);
}

export function onInstallChange(told: () => void): () => void {
  listener = told;
  return () => {
    listener = () => undefined;
  };
}

/** Whether to offer installing now: it is possible, somebody has come back or follows a parcel, and never said no. */
export async function wayToInstall(): Promise<Way | null> {
  const way: Way | null = kept ? "question" : isApple() ? "by-hand" : null;
  if (!way || read(names.answer) || isInstalled()) return null;
  if (Number(read(names.visits)) >= 2) return way;
  const followed = await listFollowed().catch(() => []);
  return followed.length > 0 ? way : null;
}

/** Asks the browser's question; whatever the answer, it is not asked again. */
export async function install(): Promise<void> {
  const event = kept;
  kept = null;
  const outcome = await event?.prompt().catch(() => null);
  answered(outcome?.outcome === "accepted" ? "installed" : "no");
}

export const refuseInstall = () => answered("no");

function answered(answer: "installed" | "no"): void {
  write(names.answer, answer);
  listener();
}

const isInstalled = () =>
  matchMedia("(display-mode: standalone)").matches ||
  (navigator as { standalone?: boolean }).standalone === true;

/** Only Safari's family has this property: false in a tab of an iPhone or iPad. */
const isApple = () => (navigator as { standalone?: boolean }).standalone === false;

function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    // What cannot be remembered is not offered: it would be offered again and again.
    return name === names.answer ? "no" : null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    // See above.
  }
}
