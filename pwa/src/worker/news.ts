import { renewSubscription } from "../api/subscriptions";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

/** A message as the service writes it (Declarative Web Push): all there is to show, so that nothing needs to be fetched. */
interface News {
  notification: {
    title: string;
    body: string;
    navigate: string;
    lang: string;
    tag: string;
    timestamp: number;
  };
}

/** The library of types knows the event of a changed subscription by name only. */
interface ChangeEvent extends ExtendableEvent {
  readonly oldSubscription: PushSubscription | null;
  readonly newSubscription: PushSubscription | null;
}

/** Shows what the service tells, and opens the page it tells of. */
export function news(): void {
  self.addEventListener("push", (event) => event.waitUntil(show(event.data)));
  self.addEventListener("notificationclick", (event) => {
    event.notification.close();
    event.waitUntil(open(String(event.notification.data ?? "/")));
  });
  self.addEventListener("pushsubscriptionchange" as "activate", (event) =>
    event.waitUntil(renew(event as ChangeEvent)),
  );
}

/** Something is always shown: a browser that sees a message come to nothing takes the permission away. */
function show(data: PushMessageData | null): Promise<void> {
  let told: News["notification"] | undefined;
  try {
    told = (data?.json() as News | undefined)?.notification;
  } catch {
    // Not what this release can read.
  }
  return self.registration.showNotification(told?.title ?? "Edge", {
    body: told?.body ?? "",
    lang: told?.lang ?? "",
    tag: told?.tag ?? "edge",
    icon: "/icons/icon-192.png",
    data: pathOf(told?.navigate),
    // A newer status in the place of an older one is news all the same.
    ...({ renotify: told !== undefined, timestamp: told?.timestamp ?? Date.now() } as NotificationOptions),
  });
}

/** Whatever address the service believes to have, the page is on this one. */
function pathOf(address: string | undefined): string {
  try {
    const url = new URL(address ?? "/", self.location.origin);
    return url.pathname + url.search;
  } catch {
    return "/";
  }
}

/** The tab that shows the page comes to the front; other tabs, in which something may be half written, are left as they are. */
async function open(path: string): Promise<void> {
  const address = new URL(path, self.location.origin).href;
  const tabs = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = tabs.find((tab) => tab.url.split("#")[0] === address);
  await (there ? there.focus() : self.clients.openWindow(address));
}

/** The push service has given up the old endpoint. Where the browser does not say which that was, the next visit sees to it. */
async function renew({ oldSubscription, newSubscription }: ChangeEvent): Promise<void> {
  if (!oldSubscription) return;
  const next = newSubscription ?? (await self.registration.pushManager.subscribe(oldSubscription.options));
  await renewSubscription(oldSubscription.endpoint, next);
}
