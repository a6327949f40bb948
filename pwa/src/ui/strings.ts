import type { Classifier, EventSource, ShipmentFlag, Status } from "../api/types";

export const statusWord: Record<Status, string> = {
  unknown: "No news yet",
  expired: "No longer followed by the carrier",
  pending: "Announced",
  picked_up: "Picked up",
  in_transit: "On its way",
  on_hold: "On hold",
  out_for_delivery: "Out for delivery",
  delivery_failed: "Delivery failed",
  ready_for_pickup: "Ready for pickup",
  return_to_sender: "Going back",
  delivered: "Delivered",
  returned: "Returned",
  cancelled: "Cancelled",
};

export const statusMeaning: Record<Status, string> = {
  unknown: "The carrier has not told anything about this parcel yet.",
  expired: "The carrier has stopped giving news about this parcel.",
  pending: "The sender has announced the parcel; the carrier does not have it yet.",
  picked_up: "The carrier has the parcel.",
  in_transit: "The parcel is moving through the carrier's network.",
  on_hold: "The parcel is waiting somewhere and does not move for now.",
  out_for_delivery: "The parcel is in the van.",
  delivery_failed: "Someone tried to deliver the parcel and could not.",
  ready_for_pickup: "The parcel waits for you at a pickup point.",
  return_to_sender: "The parcel is on its way back to the sender.",
  delivered: "The parcel has arrived.",
  returned: "The parcel is back with its sender.",
  cancelled: "The sender or the carrier has called this shipment off.",
};

export const flagWord: Record<ShipmentFlag, string> = {
  delayed: "Delayed",
  customs: "In customs",
  action_required: "Needs you",
  exception: "Problem",
  stale: "No news for a while",
};

export const classifierWord: Record<Classifier, string> = {
  actual: "Happened",
  estimated: "Estimated",
  planned: "Planned",
};

export const sourceWord: Record<EventSource, string> = {
  carrier: "Carrier",
  api: "API",
  user: "Person",
  device: "Device",
};

export const ui = {
  asOf: (when: string) => `As of ${when}`,
  asOfOffline: (when: string) => `Offline. As of ${when}`,
  never: "Not checked yet",
  justNow: "just now",
  loading: "Loading",
  tryAgain: "Try again",
  optional: "optional",
  copied: "Copied",
  copyFailed: "Copying was not allowed. Select the text and copy it yourself.",
  requestId: (id: string) => `Request ${id}`,
  progress: (step: number, of: number, word: string) => `Step ${step} of ${of}: ${word}`,
  steps: ["Announced", "Picked up", "On its way", "Out for delivery", "Delivered"],
  correction: "Correction",
  note: "Note",
  signature: "Signature",
  notFoundTitle: "There is no such page",
  notFound: "The address may be mistyped, or the page has moved.",
  toParcels: "To your parcels",
};
