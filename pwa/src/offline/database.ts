import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import type { PublicShipment } from "../api/types";

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

interface EdgeSchema extends DBSchema {
  parcels: { key: string; value: StoredParcel };
}

let opened: Promise<IDBPDatabase<EdgeSchema>> | undefined;

export function database(): Promise<IDBPDatabase<EdgeSchema>> {
  opened ??= openDB<EdgeSchema>("edge", 1, {
    upgrade(db) {
      db.createObjectStore("parcels", { keyPath: "key" });
    },
    // A newer release in another tab may want to upgrade: let go, the next call opens again.
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = undefined;
    },
    terminated() {
      opened = undefined;
    },
  }).catch((error) => {
    opened = undefined;
    throw error;
  });
  return opened;
}
