import type { Status } from "../api/types";
import type { StoredParcel } from "./database";

export type Group = "attention" | "moving" | "waiting" | "done";

const terminal = new Set<Status>(["delivered", "returned", "cancelled", "expired"]);
const needsSomeone = new Set<Status>(["delivery_failed", "ready_for_pickup", "on_hold", "return_to_sender"]);

export const isDone = (status: Status) => terminal.has(status);

/** Which part of the list a parcel belongs to. */
export function groupOf(parcel: StoredParcel): Group {
  const shipment = parcel.shipment;
  if (parcel.gone) return "done";
  if (!shipment) return "waiting";
  if (isDone(shipment.status)) return "done";
  const flagged = shipment.flags.some((flag) => flag === "action_required" || flag === "exception");
  return flagged || needsSomeone.has(shipment.status) ? "attention" : "moving";
}

const nearness: Partial<Record<Status, number>> = {
  out_for_delivery: 0,
  in_transit: 1,
  picked_up: 2,
  pending: 3,
};

/** Orders by what matters: nearest to the door first, then the earliest expected, then the latest news. */
export function byWhatMatters(a: StoredParcel, b: StoredParcel): number {
  const [first, second] = [a.shipment, b.shipment];
  if (!first || !second) return b.addedAt - a.addedAt;
  if (isDone(first.status) && isDone(second.status)) return newest(b) - newest(a);
  const steps = (nearness[first.status] ?? 4) - (nearness[second.status] ?? 4);
  return steps || expected(a) - expected(b) || newest(b) - newest(a);
}

const expected = (parcel: StoredParcel) => {
  const at = Date.parse(parcel.shipment?.eta?.from ?? "");
  return Number.isNaN(at) ? Number.MAX_SAFE_INTEGER : at;
};

const newest = (parcel: StoredParcel) =>
  Date.parse(parcel.shipment?.delivered_at ?? parcel.shipment?.events[0]?.at ?? "") || parcel.addedAt;

export function grouped(parcels: readonly StoredParcel[]): Record<Group, StoredParcel[]> {
  const groups: Record<Group, StoredParcel[]> = { attention: [], moving: [], waiting: [], done: [] };
  for (const parcel of parcels) groups[groupOf(parcel)].push(parcel);
  for (const group of Object.values(groups)) group.sort(byWhatMatters);
  return groups;
}
