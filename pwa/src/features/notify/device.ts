import { keysOf, readSubscriptionKey, renewSubscription } from "../../api/subscriptions";
import type { QuietHours } from "../../api/types";

/** Whether this browser can be told anything: if not, why. */
export type Ability = "able" | "blocked" | "install" | "unable";

export function ability(): Ability {
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window))
    return isApplePhone() ? "install" : "unable";
  return Notification.permission === "denied" ? "blocked" : "able";
}

/** There they come to installed apps only, and to none of the browsers' tabs. iPads call themselves Macs, but can be touched. */
const isApplePhone = () =>
  /iPhone|iPad|iPod/.test(navigator.userAgent) ||
  (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);

/** The endpoint that the service knows this device by. */
const kept = "edge-device";

/** This browser's subscription; null when it has none. */
export async function currentSubscription(): Promise<PushSubscription | null> {
  if (ability() !== "able") return null;
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = (await registration?.pushManager.getSubscription()) ?? null;
  if (subscription) await followTo(subscription);
  return subscription;
}

/**
 * Subscribes this browser, which may ask the person, so that it must come from a press.
 * @returns Null when the person said no.
 * @throws When the service or the browser's push service cannot be reached.
 */
export async function subscribe(): Promise<PushSubscription | null> {
  if ((await Notification.requestPermission()) !== "granted") return null;
  const [registration, answer] = await Promise.all([navigator.serviceWorker.ready, readSubscriptionKey()]);
  if (!answer.ok) throw new Error(answer.problem.title);
  const key = bytesOf(answer.data.key);
  const old = await registration.pushManager.getSubscription();
  // The service has another key than it had: what was subscribed with the old one reaches nobody.
  if (old && !isSame(old.options.applicationServerKey, key)) await old.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: key,
  });
  await followTo(subscription);
  return subscription;
}

/** Browsers change endpoints behind everyone's back; what the device was told of goes along. */
async function followTo(subscription: PushSubscription): Promise<void> {
  try {
    const last = localStorage.getItem(kept);
    if (last === subscription.endpoint) return;
    const known = last === null || (await renewSubscription(last, subscription));
    if (known === true || known.ok || known.problem.status === 404)
      localStorage.setItem(kept, subscription.endpoint);
  } catch {
    // Without storage each endpoint is a new device.
  }
}

/** What the service is told of this device with every subscription. */
export function describe(subscription: PushSubscription, quiet: { from: string; until: string } | null) {
  return {
    endpoint: subscription.endpoint,
    keys: keysOf(subscription),
    language: navigator.language || "en",
    quiet_hours: quiet ? quietHours(quiet) : undefined,
  };
}

const quietHours = ({ from, until }: { from: string; until: string }): QuietHours => ({
  from,
  until,
  time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  utc_offset: -new Date().getTimezoneOffset(),
});

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

const isSame = (one: ArrayBuffer | null, other: Uint8Array) =>
  one !== null && new Uint8Array(one).every((byte, at) => byte === other[at]);
