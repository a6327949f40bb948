import type { Problem } from "../../api/client";
import type { AppendEventRequest, Location } from "../../api/types";

/** waiting: not sent yet, or sent without an answer; sending: on its way now; needs-you: refused, and a person must decide. */
export type ItemState = "waiting" | "sending" | "done" | "needs-you";

/** The shipment that an item is about: by its id where this device knows it, else by its number. */
export interface Target {
  number: string;
  shipmentId?: string;
  carrier?: string;
}

/** What a person did. A note is an event that says something and changes nothing; a scan was read by a camera. */
export interface EventWork {
  kind: "status" | "note" | "scan";
  event: AppendEventRequest;
}

/** What shows that a parcel was handed over. Its photo is kept apart, under the item's key. */
export interface ProofWork {
  kind: "proof";
  /** RFC 3339. */
  at: string;
  /** The strokes of a pen, each as x, y, x, y ... on a field of 1000 by 500. */
  signature?: number[][];
  location?: Location;
  /** Bytes; 0 without a photo. */
  photoSize: number;
}

export type Work = EventWork | ProofWork;

/** One thing that the service shall know. It leaves this device only when the service has it, or a person throws it away. */
export interface OutboxItem {
  /** The order in which things were done. */
  seq: number;
  /** Tells this item from all others, on every device. */
  key: string;
  /** Who did it: it is sent in nobody else's name. */
  owner: string;
  /** Ms since 1970, by this device's clock. */
  madeAt: number;
  target: Target;
  work: Work;
  state: ItemState;
  /**
   * The Idempotency-Key of the request that holds this item, from the moment it is put together until it is answered: what may
   * have arrived is repeated in the same company under the same key.
   */
  batch?: string;
  /** Goes out by itself, since the request it was in was refused as a whole. */
  alone?: boolean;
  /** How often it went out without an answer. */
  tries: number;
  /** Why it was refused, or why no answer came. */
  problem?: Problem;
  /** The service knew it already. */
  duplicate?: boolean;
  settledAt?: number;
}

/** What only a person can settle by choosing. */
export const isConflict = (item: OutboxItem) => item.problem?.status === 409 || item.problem?.status === 412;

export type NewItem = Pick<OutboxItem, "target" | "work" | "owner"> & { photo?: Omit<Photo, "key"> };

export interface Photo {
  /** That of its item. */
  key: string;
  type: string;
  bytes: ArrayBuffer;
}

/** When to try again, shared by all pages and the worker. */
export interface SendingState {
  name: "sending";
  /** Tries in a row that came to nothing. */
  failures: number;
  /** Not before this time (ms since 1970). */
  notBefore: number;
  /** The service itself asked for the pause: nobody's impatience shortens it. */
  asked: boolean;
  /** Why nothing goes out: nobody is signed in, or somebody else. */
  hold?: Hold;
}

export type Hold = "signed-out" | "other-person";
