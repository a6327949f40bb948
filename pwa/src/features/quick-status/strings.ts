import type { Status } from "../../api/types";

export const quickText = {
  title: "Update parcels",
  what: "What happened?",
  words: {
    picked_up: "Picked up",
    in_transit: "On its way",
    out_for_delivery: "In the van",
    delivered: "Delivered",
    delivery_failed: "Nobody there",
    ready_for_pickup: "At a pickup point",
  } as Partial<Record<Status, string>>,
  note: "Only a note",
  numbers: "Tracking numbers",
  numbersHint: "Scan, type or paste. Several at once: one per line.",
  scan: "Scan",
  noteField: "Note",
  noteHint: "For the team; customers do not see it.",
  receivedBy: "Received by",
  city: "City",
  place: "Add my position",
  placeHint: "Where this device is now, with each update.",
  placeFailed: "The position could not be read. The updates go without it.",
  submit: (count: number) => (count > 1 ? `Update ${count} parcels` : "Update parcel"),
  nothing: "Type at least one tracking number.",
  noteMissing: "Write the note.",
  kept: (count: number) =>
    count === 1 ? "1 update is in the outbox." : `${count} updates are in the outbox.`,
  look: "Look at it",
  known: "On this device",
  storageFailed: "This browser does not let Edge keep anything on the device, so nothing was noted down.",
};
