import type { Problem } from "../../api/client";
import { noAnswer } from "../../api/client";
import { pageOf, readShipment, type ShipmentFilter } from "../../api/shipments";
import type { Shipment } from "../../api/types";
import { database } from "../database";
import { underLock } from "../lock";
import { isDone } from "../order";
import {
  forgetShipment,
  forgetShipments,
  keepShipments,
  keepWorkingSetState,
  keptAtMost,
  listKept,
  workingSetState,
} from "./kept";

const minute = 60_000;
const day = 24 * 60 * minute;
const pageSize = 200;
/** Pages of a first fill: the newest thousand are looked through for open ones. */
const fillPages = 5;
/** Pages of changes in one go. Whoever is further behind is quicker with a new start. */
const deltaPages = 20;
/** Changes of the last minute are asked for again: clocks of several nodes differ, and a change may be written late. */
const overlap = minute;
/** After this long, what was removed for good may never have been seen archived. */
const tooOld = 7 * day;
/** Opened ones that a new start did not bring are asked for one by one, so many at the most. */
const checkedAtMost = 20;

/** Null: done, or another page is at it. */
export type SyncResult = Problem | null;

/** Brings the working set up to date: the open shipments, and those that were opened on this device. */
export const syncShipments = (owner: string, now = Date.now()): Promise<SyncResult> =>
  underLock("edge-working-set", false, () => sync(owner, now));

async function sync(owner: string, now: number): Promise<SyncResult> {
  const state = await workingSetState();
  if (state && state.owner !== owner) await forgetShipments();
  // A clock that was set back makes the last time lie in the future: how long ago it was, nobody knows.
  const age = now - (state?.asOf ?? 0);
  if (state?.owner !== owner || age > tooOld || age < -day) return fill(owner);
  const answer = await changes(state.since);
  if (answer === "too-far") return fill(owner);
  if (!("items" in answer)) return answer;
  await keepShipments(answer.items, answer.asOf, isWanted);
  await keepWorkingSetState({ name: "working-set", owner, since: answer.since, asOf: answer.asOf });
  return null;
}

const isWanted = (shipment: Shipment, old: unknown) => old !== undefined || !isDone(shipment.status);

interface Batch {
  items: Shipment[];
  /** When the first page was given, by the service's clock and by this device's. */
  since: number;
  asOf: number;
}

async function changes(since: number): Promise<Batch | Problem | "too-far"> {
  const filter = { updated_since: new Date(since - overlap).toISOString(), limit: pageSize };
  const batch = await pages(filter, deltaPages);
  if (!("items" in batch)) return batch.status === 400 || batch.status === 422 ? "too-far" : batch;
  return batch.isWhole ? batch : "too-far";
}

async function pages(
  filter: ShipmentFilter,
  atMost: number,
): Promise<(Batch & { isWhole: boolean }) | Problem> {
  const items: Shipment[] = [];
  let first: { since: number; asOf: number } | undefined;
  let cursor: string | undefined;
  for (let page = 0; page < atMost; page++) {
    const answer = await pageOf({ ...filter, cursor });
    if (!answer.ok) return answer.problem;
    // What the worker remembers is no news.
    if (answer.fromCache) return noAnswer;
    first ??= { since: answer.date ?? answer.asOf, asOf: Date.now() };
    items.push(...answer.data.items);
    cursor = answer.data.next ?? undefined;
    if (!cursor) return { ...first, items, isWhole: true };
  }
  return { ...(first ?? { since: 0, asOf: 0 }), items, isWhole: false };
}

/** Starts anew: the newest open shipments, and nothing that the service does not confirm. */
async function fill(owner: string): Promise<SyncResult> {
  const batch = await pages({ limit: pageSize }, fillPages);
  if (!("items" in batch)) return batch;
  const open = batch.items.filter(({ status }) => !isDone(status)).slice(0, keptAtMost);
  const confirmed = new Set(open.map(({ id }) => id));
  const others = (await listKept())
    .filter(({ id }) => !confirmed.has(id))
    .sort((a, b) => b.seenAt - a.seenAt);
  const checked = others.filter(({ seenAt }) => seenAt > 0).slice(0, checkedAtMost);
  for (const { id } of checked) {
    const answer = await readShipment(id);
    if (answer.ok) await keepShipments([answer.data], answer.asOf, () => true);
    else if (answer.problem.status === 404) await forgetShipment(id);
    else return answer.problem;
  }
  const tx = (await database()).transaction("shipments", "readwrite");
  for (const { id } of others.filter((kept) => !checked.includes(kept))) void tx.store.delete(id);
  await tx.done;
  await keepShipments(open, batch.asOf, () => true);
  await keepWorkingSetState({ name: "working-set", owner, since: batch.since, asOf: batch.asOf });
  return null;
}
