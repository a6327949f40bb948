import { call, get, post } from "./client";
import type {
  AppendEventRequest,
  AppendedEvent,
  CreateShipmentRequest,
  EventPage,
  ImportReport,
  Shipment,
  ShipmentPage,
  UpdateShipmentRequest,
} from "./types";

const root = "/api/v1/shipments";
const one = (id: string) => `${root}/${encodeURIComponent(id)}`;

export interface ShipmentFilter {
  search?: string;
  status?: string;
  carrier?: string;
  flag?: string;
  archived?: boolean;
  cursor?: string;
  limit?: number;
}

const pageOf = (filter: ShipmentFilter, signal?: AbortSignal) =>
  get<ShipmentPage>(root, { query: { ...filter }, signal });

const emptyPagesAtMost = 100;

/**
 * A page with something on it, if there is one. The service looks through so many shipments for a page and no more: when none of
 * them fits, the page is empty and yet not the last.
 */
export async function listShipments(filter: ShipmentFilter, signal?: AbortSignal) {
  let answer = await pageOf(filter, signal);
  for (let empty = 0; empty < emptyPagesAtMost; empty++) {
    if (!answer.ok || answer.data.items.length > 0 || !answer.data.next || signal?.aborted) break;
    answer = await pageOf({ ...filter, cursor: answer.data.next }, signal);
  }
  return answer;
}

export const readShipment = (id: string, signal?: AbortSignal) => get<Shipment>(one(id), { signal });

export const createShipment = (request: CreateShipmentRequest, idempotencyKey: string) =>
  post<Shipment>(root, { json: request, idempotencyKey });

export const updateShipment = (
  id: string,
  request: UpdateShipmentRequest,
  etag: string,
  idempotencyKey: string,
) => call<Shipment>("PUT", one(id), { json: request, ifMatch: etag, idempotencyKey });

export const archiveShipment = (id: string, idempotencyKey: string) =>
  post<Shipment>(`${one(id)}/archive`, { idempotencyKey });

export const listEvents = (id: string, cursor?: string, signal?: AbortSignal) =>
  get<EventPage>(`${one(id)}/events`, { query: { cursor, limit: 50 }, signal });

export const appendEvent = (id: string, request: AppendEventRequest, idempotencyKey: string) =>
  post<AppendedEvent>(`${one(id)}/events`, { json: request, idempotencyKey });

/** Sends a whole file. The same `id` with the same (or repaired) file goes on where an earlier attempt stopped. */
export const importShipments = (file: Blob, type: string, id: string) =>
  post<ImportReport>(`${root}/import`, { query: { id }, raw: { body: file, type }, timeoutMs: 600_000 });

export const readImport = (id: string) => get<ImportReport>(`${root}/imports/${encodeURIComponent(id)}`);
