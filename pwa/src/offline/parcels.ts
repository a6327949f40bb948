import type { PublicShipment } from "../api/types";
import { announce } from "./changes";
import { database, type StoredParcel, type WaitingNumber } from "./database";
import { isNews } from "./unread";

/** How many parcels that were looked at but not followed stay on the device. */
const keptVisits = 30;

export async function listFollowed(): Promise<StoredParcel[]> {
  const all = await (await database()).getAll("parcels");
  return all.filter((parcel) => parcel.followed);
}

export async function findParcel(key: string): Promise<StoredParcel | undefined> {
  return (await database()).get("parcels", key);
}

/** Keeps an answer of the service; an older one never replaces a newer one. */
export async function keepShipment(
  shipment: PublicShipment,
  asOf: number,
  now = Date.now(),
): Promise<StoredParcel> {
  const parcel = await change(shipment.token, (old) => {
    if (old?.shipment && old.asOf > asOf) return old;
    return {
      key: shipment.token,
      token: shipment.token,
      followed: false,
      addedAt: now,
      ...old,
      shipment,
      asOf,
      gone: false,
      unread: old?.unread || isNews(old, shipment) || undefined,
    };
  });
  if (!parcel.followed) await forgetOldVisits();
  return parcel;
}

export const markGone = (token: string) => change(token, (old) => old && { ...old, gone: true });

/** Puts a parcel on the list, also before its first answer has come. */
export async function followToken(token: string, now = Date.now()): Promise<void> {
  await change(token, (old) => ({
    key: token,
    token,
    asOf: 0,
    ...old,
    followed: true,
    addedAt: old?.followed ? old.addedAt : now,
  }));
}

/** Takes a parcel off the list and forgets everything about it. */
export async function removeParcel(key: string): Promise<void> {
  await (await database()).delete("parcels", key);
  announce();
}

/** Puts a removed parcel back, as it was. */
export async function restoreParcel(parcel: StoredParcel): Promise<void> {
  await (await database()).put("parcels", parcel);
  announce();
}

export async function keepWaiting(number: WaitingNumber, now = Date.now()): Promise<void> {
  const key = waitingKey(number.number);
  await change(key, (old) => ({
    key,
    followed: true,
    addedAt: old?.addedAt ?? now,
    asOf: 0,
    waiting: number,
  }));
}

export const waitingKey = (number: string) => `number:${number}`;

/** The service knows a waiting number now: its place on the list goes to the parcel. */
export async function waitingBecame(number: string, token: string): Promise<void> {
  const db = await database();
  const tx = db.transaction("parcels", "readwrite");
  const waiting = await tx.store.get(waitingKey(number));
  if (waiting) {
    const known = await tx.store.get(token);
    await tx.store.put({ key: token, token, asOf: 0, ...known, followed: true, addedAt: waiting.addedAt });
    await tx.store.delete(waiting.key);
  }
  await tx.done;
  announce();
}

async function change<T extends StoredParcel | undefined>(
  key: string,
  next: (old: StoredParcel | undefined) => T,
): Promise<T> {
  const tx = (await database()).transaction("parcels", "readwrite");
  const value = next(await tx.store.get(key));
  if (value) await tx.store.put(value);
  await tx.done;
  announce();
  return value;
}

async function forgetOldVisits(): Promise<void> {
  const tx = (await database()).transaction("parcels", "readwrite");
  const visits = (await tx.store.getAll()).filter((parcel) => !parcel.followed);
  visits.sort((a, b) => b.asOf - a.asOf);
  for (const visit of visits.slice(keptVisits)) await tx.store.delete(visit.key);
  await tx.done;
}
