import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PublicShipment } from "../api/types";
import type { OutboxItem, Photo, SendingState } from "./outbox/item";
import type { KeptShipment, WorkingSetState } from "./shipments/kept";

/**
 * A parcel on this device. `key` is the public token, or `number:<NUMBER>` while the service does not know the number.
 * Times are ms since 1970. A parcel that was only looked at is kept too (`followed` false), so that its page works offline.
 */
export interface StoredParcel {
  key: string;
  followed: boolean;
  addedAt: number;
  /** When the service last gave `shipment`; 0 while it never did. */
  asOf: number;
  token?: string;
  shipment?: PublicShipment;
  /** There is news that nobody has looked at yet. */
  unread?: boolean;
  /** True once the service says that the token leads nowhere any more. */
  gone?: boolean;
  /** What the person typed, for a number that the service does not know yet. */
  waiting?: WaitingNumber;
}

export interface WaitingNumber {
  number: string;
  postcode?: string;
  carrierName?: string;
  trackingUrl?: string;
  attempts: number;
  nextTryAt: number;
}

export interface EdgeSchema extends DBSchema {
  parcels: { key: string; value: StoredParcel };
  shipments: { key: string; value: KeptShipment; indexes: { number: string } };
  outbox: { key: number; value: OutboxItem; indexes: { key: string; state: string } };
  /** Bytes of pictures, apart from the items they belong to: lists of items are read often. */
  photos: { key: string; value: Photo };
  /** Where the synchronisation and the sending stand. */
  states: { key: string; value: WorkingSetState | SendingState };
}

export type EdgeDatabase = IDBPDatabase<EdgeSchema>;

export const DATABASE = "edge";
const version = 2;

/**
 * Brings a database of any earlier release to this one, step by step. A step that was released never changes, and none may drop
 * what a person entered: the outbox outlives every update.
 */
function upgrade(db: EdgeDatabase, from: number): void {
  if (from < 1) db.createObjectStore("parcels", { keyPath: "key" });
  if (from < 2) {
    db.createObjectStore("shipments", { keyPath: "id" }).createIndex("number", "number");
    const outbox = db.createObjectStore("outbox", { keyPath: "seq", autoIncrement: true });
    outbox.createIndex("key", "key", { unique: true });
    outbox.createIndex("state", "state");
    db.createObjectStore("photos", { keyPath: "key" });
    db.createObjectStore("states", { keyPath: "name" });
  }
}

let opened: Promise<EdgeDatabase> | undefined;

export function database(): Promise<EdgeDatabase> {
  opened ??= open(version)
    .catch((error) => {
      // A newer release was here before and has been taken back: what it left is worked with as it is.
      if (error?.name === "VersionError") return open(undefined);
      throw error;
    })
    .catch((error) => {
      opened = undefined;
      throw error;
    });
  return opened;
}

const open = (wanted: number | undefined) =>
  openDB<EdgeSchema>(DATABASE, wanted, {
    upgrade,
    // A newer release in another tab may want to upgrade: let go, the next call opens again.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  });
