import type { Answer } from "../../api/client";
import { listShipments, readShipment, type ShipmentFilter } from "../../api/shipments";
import type { Shipment, ShipmentPage } from "../../api/types";
import { normalise } from "../numbers";
import { findShipment, forgetShipment, type KeptShipment, keepSeen, listKept, workingSetState } from "./kept";

/** A shipment from the service, and without an answer the one that this device keeps. */
export async function readShipmentAnyhow(id: string, signal?: AbortSignal): Promise<Answer<Shipment>> {
  const answer = await readShipment(id, signal);
  try {
    if (answer.ok) {
      await keepSeen(answer.data, answer.asOf);
      return answer;
    }
    if (answer.problem.status === 404) await forgetShipment(id);
    const kept = isUnreachable(answer) ? await findShipment(id) : undefined;
    return kept ? keptAnswer(kept.shipment, kept.asOf) : answer;
  } catch {
    // A browser that forbids storage shows what the service says, and only that.
    return answer;
  }
}

/** A page of shipments from the service, and without an answer those of the working set that fit. */
export async function listShipmentsAnyhow(
  filter: ShipmentFilter,
  signal?: AbortSignal,
): Promise<Answer<ShipmentPage>> {
  const answer = await listShipments(filter, signal);
  if (answer.ok || !isUnreachable(answer)) return answer;
  try {
    const state = await workingSetState();
    if (!state) return answer;
    const items = (await listKept()).filter((kept) => fits(kept, filter)).sort(newestFirst);
    return keptAnswer({ items: items.map(({ shipment }) => shipment), next: null }, state.asOf);
  } catch {
    return answer;
  }
}

/** No connection, or a service that cannot answer anybody now. */
const isUnreachable = (answer: Answer<unknown>) =>
  !answer.ok && (answer.problem.status === 0 || answer.problem.status >= 500);

const keptAnswer = <T>(data: T, asOf: number): Answer<T> => ({
  ok: true,
  data,
  etag: null,
  asOf,
  date: null,
  fromCache: true,
});

/** Ids begin with the time at which they were given. */
const newestFirst = (a: KeptShipment, b: KeptShipment) => (a.id < b.id ? 1 : -1);

/** The service's own filters, as near as the device can come to them. */
export function fits({ shipment }: KeptShipment, filter: ShipmentFilter): boolean {
  if (filter.archived) return false;
  if (filter.status && shipment.status !== filter.status) return false;
  if (filter.carrier && shipment.carrier !== filter.carrier) return false;
  if (filter.flag && !shipment.flags.some((flag) => flag === filter.flag)) return false;
  const search = filter.search?.trim().toLowerCase();
  if (!search) return true;
  const number = normalise(search);
  const texts = [shipment.reference, shipment.destination?.city].map((text) => text?.toLowerCase() ?? "");
  return (number !== "" && shipment.number.includes(number)) || texts.some((text) => text.includes(search));
}
