import type { Shipment } from "../../api/types";
import { announce } from "../changes";
import { database } from "../database";
import { isDone } from "../order";

/** How many shipments the device keeps. */
export const keptAtMost = 500;

/** A shipment that an operator can look at without a network. Times are ms since 1970. */
export interface KeptShipment {
  id: string;
  number: string;
  shipment: Shipment;
  /** When the service last gave it. */
  asOf: number;
  /** When its page was last opened; 0 if never. */
  seenAt: number;
}

/** Where the synchronisation stands. */
export interface WorkingSetState {
  name: "working-set";
  /** Whose working set this is; another person starts with none. */
  owner: string;
  /** Up to when changes are known, by the service's clock. */
  since: number;
  /** When the service was last asked, by this device's clock. */
  asOf: number;
}

/** Takes answers of the service in; an older version never replaces a newer one, and what is archived goes. */
export async function keepShipments(
  shipments: readonly Shipment[],
  asOf: number,
  wanted: (shipment: Shipment, old: KeptShipment | undefined) => boolean,
): Promise<void> {
  const tx = (await database()).transaction("shipments", "readwrite");
  for (const shipment of shipments) {
    const old = await tx.store.get(shipment.id);
    if (old && old.shipment.version > shipment.version) continue;
    if (shipment.archived_at || !wanted(shipment, old)) {
      if (old) await tx.store.delete(shipment.id);
      continue;
    }
    const { id, number } = shipment;
    await tx.store.put({
      id,
      number,
      shipment,
      asOf: Math.max(asOf, old?.asOf ?? 0),
      seenAt: old?.seenAt ?? 0,
    });
  }
  await tx.done;
  await trim();
  announce("shipments");
}

/** Somebody opened the page of a shipment: it stays longer than others. */
export async function keepSeen(shipment: Shipment, asOf: number, now = Date.now()): Promise<void> {
  if (shipment.archived_at) return forgetShipment(shipment.id);
  const tx = (await database()).transaction("shipments", "readwrite");
  const old = await tx.store.get(shipment.id);
  const newest = old && old.shipment.version > shipment.version ? old : { shipment, asOf };
  const { id, number } = shipment;
  await tx.store.put({ id, number, shipment: newest.shipment, asOf: newest.asOf, seenAt: now });
  await tx.done;
  await trim();
}

export async function forgetShipment(id: string): Promise<void> {
  await (await database()).delete("shipments", id);
  announce("shipments");
}

export async function findShipment(id: string): Promise<KeptShipment | undefined> {
  return (await database()).get("shipments", id);
}

/** Those with a normalised number; more than one where two carriers use it. */
export async function withNumber(number: string): Promise<KeptShipment[]> {
  return (await database()).getAllFromIndex("shipments", "number", number);
}

export async function listKept(): Promise<KeptShipment[]> {
  return (await database()).getAll("shipments");
}

export async function workingSetState(): Promise<WorkingSetState | undefined> {
  return (await (await database()).get("states", "working-set")) as WorkingSetState | undefined;
}

export async function keepWorkingSetState(state: WorkingSetState): Promise<void> {
  await (await database()).put("states", state);
  announce("shipments");
}

/** At sign-out: nothing of the shipments stays. What waits in the outbox is not touched. */
export async function forgetShipments(): Promise<void> {
  const tx = (await database()).transaction(["shipments", "states"], "readwrite");
  await Promise.all([tx.objectStore("shipments").clear(), tx.objectStore("states").delete("working-set")]);
  await tx.done;
  announce("shipments");
}

/** What nobody needs soon goes first: finished ones, then those never opened, then the longest unchanged. */
async function trim(): Promise<void> {
  const db = await database();
  if ((await db.count("shipments")) <= keptAtMost) return;
  const tx = db.transaction("shipments", "readwrite");
  const all = await tx.store.getAll();
  const worth = ({ shipment, seenAt }: KeptShipment) =>
    Math.max(seenAt, Date.parse(shipment.updated_at)) - (isDone(shipment.status) ? 1e14 : 0);
  all.sort((a, b) => worth(b) - worth(a));
  for (const { id } of all.slice(keptAtMost)) await tx.store.delete(id);
  await tx.done;
}
