import { call, get, post } from "./client";
import type {
  AddProofRequest,
  AppendEventsItem,
  AppendEventsResponse,
  CreateShipmentRequest,
  EventPage,
  ImportReport,
  Proof,
  ProofList,
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
  /** Given, the list runs by change, oldest first, and holds archived ones too. */
  updated_since?: string;
  cursor?: string;
  limit?: number;
}

/** One page as the service gives it, perhaps an empty one. */
export const pageOf = (filter: ShipmentFilter, signal?: AbortSignal) =>
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

/** Tells when the shipment has changed. */
export const liveShipment = (id: string) => `${one(id)}/live`;

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

/** 1 to 1,000 events, each for itself: the answer says for every one what became of it. */
export const appendEvents = (items: readonly AppendEventsItem[], idempotencyKey: string) =>
  post<AppendEventsResponse>("/api/v1/events", { json: { items }, idempotencyKey, timeoutMs: 30_000 });

/** `photo` in base64. */
export const addProof = (id: string, request: AddProofRequest, idempotencyKey: string) =>
  post<Proof>(`${one(id)}/proofs`, { json: request, idempotencyKey, timeoutMs: 60_000 });

export const listProofs = (id: string, signal?: AbortSignal) =>
  get<ProofList>(`${one(id)}/proofs`, { signal });

export const photoAddress = (id: string, proof: string) =>
  `${one(id)}/proofs/${encodeURIComponent(proof)}/photo`;

/** Sends a whole file. The same `id` with the same (or repaired) file goes on where an earlier attempt stopped. */
export const importShipments = (file: Blob, type: string, id: string) =>
  post<ImportReport>(`${root}/import`, { query: { id }, raw: { body: file, type }, timeoutMs: 600_000 });

export const readImport = (id: string) => get<ImportReport>(`${root}/imports/${encodeURIComponent(id)}`);
