import type { Group } from "../../offline/order";

export const parcels = {
  title: "Your parcels",
  groups: {
    attention: "Needs your attention",
    moving: "On the way",
    waiting: "Not known here yet",
    done: "Done",
  } satisfies Record<Group, string>,
  emptyTitle: "Nothing on its way?",
  empty: "Add a tracking number and its parcel stays here, on this device, with or without a connection.",
  add: "Add parcels",
  refresh: "Check for news",
  refreshing: "Checking for news",
  remove: (what: string) => `Remove ${what}`,
  removed: (what: string) => `${what} is off your list.`,
  isNew: "New",
  undo: "Undo",
  delivered: (when: string) => `Delivered ${when}`,
  expected: "Expected",
  noEta: "No date yet",
  gone: "The sender has taken this parcel down.",
  waiting:
    "The service does not know this number yet, or the postcode is another one. It is tried again from time to time.",
  carrierPage: (carrier: string) => `Look at ${carrier}`,
  storageFailed: "This browser does not let Edge keep anything on the device, so the list cannot be shown.",
};
