import { announce } from "./changes";
import { database, type StoredParcel } from "./database";

/** A number on the app's icon (Badging API); not everywhere, and in a worker too. */
type WithBadge = { setAppBadge?: (count: number) => Promise<void>; clearAppBadge?: () => Promise<void> };

/** Whether what the service says now would be news to someone who knows what it said before. */
export function isNews(old: StoredParcel | undefined, now: NonNullable<StoredParcel["shipment"]>): boolean {
  const before = old?.shipment;
  if (!old?.followed || !before) return false;
  return before.status !== now.status || before.events[0]?.at !== now.events[0]?.at;
}

/** How many followed parcels have news that nobody has looked at. */
export async function countUnread(): Promise<number> {
  const all = await (await database()).getAll("parcels");
  return all.filter((parcel) => parcel.followed && parcel.unread).length;
}

/** There is news of a parcel: it counts until somebody looks at it. False for one that is not followed here. */
export async function markUnread(token: string): Promise<boolean> {
  const tx = (await database()).transaction("parcels", "readwrite");
  const parcel = await tx.store.get(token);
  const isFollowed = parcel?.followed === true;
  if (isFollowed) await tx.store.put({ ...parcel, unread: true });
  await tx.done;
  if (isFollowed) announce();
  return isFollowed;
}

/** Somebody has looked at these parcels. */
export async function markSeen(keys: readonly string[]): Promise<void> {
  const tx = (await database()).transaction("parcels", "readwrite");
  let any = false;
  for (const key of keys) {
    const parcel = await tx.store.get(key);
    if (!parcel?.unread) continue;
    any = true;
    await tx.store.put({ ...parcel, unread: undefined });
  }
  await tx.done;
  if (any) announce();
}

/** Shows on the app's icon how many parcels have news; what cannot be shown is left out. */
export async function showBadge(): Promise<void> {
  const badge = navigator as WithBadge;
  if (!badge.setAppBadge) return;
  try {
    const count = await countUnread();
    if (count > 0) await badge.setAppBadge(count);
    else await badge.clearAppBadge?.();
  } catch {
    // Forbidden, or no storage: the list itself marks what is new.
  }
}
