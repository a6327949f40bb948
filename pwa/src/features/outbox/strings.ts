import type { Hold, ItemState } from "../../offline/outbox/item";

export const outboxText = {
  title: "Outbox",
  emptyTitle: "Nothing to send",
  empty:
    "What you scan, note or deliver is kept here until the service has it, with or without a connection.",
  toStatus: "Update parcels",
  allSent: "Everything is sent",
  lastSent: (when: string) => `Last one ${when}.`,
  waitingTitle: (count: number) => (count === 1 ? "1 update waits" : `${count} updates wait`),
  needsYouOnly: "Nothing else waits",
  offline:
    "No connection. They go out by themselves once there is one; nothing is lost when you close the app.",
  sendingNow: "They are being sent now.",
  nextTry: (when: string) => `The service could not be reached. Next try ${when}.`,
  askedToWait: (when: string) => `The service asks for a pause. Next try ${when}.`,
  soon: "in a moment",
  hold: {
    "signed-out": "Sign in to send them.",
    "other-person": "They are another person's, and go out when that person signs in here.",
  } satisfies Record<Hold, string>,
  sendNow: "Send now",
  signIn: "Sign in",
  leavingTitle: "Before you sign out",
  leaving: (count: number) =>
    count === 1
      ? "One update is not with the service yet. It stays on this device, and is sent when you sign in here again."
      : `${count} updates are not with the service yet. They stay on this device, and are sent when you sign in here again.`,
  leaveAnyway: "Sign out and keep them",
  stay: "Stay signed in",
  leaveFailed: "Not signed out: no connection.",
  sections: { "needs-you": "Needs you", waiting: "Waiting", done: "Sent" },
  state: { waiting: "Waiting", sending: "Sending", done: "Sent", "needs-you": "Needs you" } satisfies Record<
    ItemState,
    string
  >,
  knownAlready: "The service knew it already",
  tried: (count: number) => (count === 1 ? "Tried once" : `Tried ${count} times`),
  more: (count: number) => `and ${count} more`,
  note: "Note",
  scan: "Scan",
  proof: "Proof of delivery",
  withPhoto: "photo",
  withSignature: "signature",
  numberAgain: "Tracking number",
  again: "Send again",
  decide: "Decide",
  discard: "Throw away",
  discardConfirm: "Press again to throw it away",
  openShipment: "Open the shipment",
  others: (count: number, name: string) =>
    `${count === 1 ? "1 update" : `${count} updates`} of ${name} ${count === 1 ? "waits" : "wait"} here for a sign-in.`,
  somebody: "somebody else",
  othersDiscardConfirm: "Press again: they are lost for good",
  remedies: {
    "shipment-not-found":
      "No shipment has this number. Correct it and send again, or have the shipment created first.",
    "shipment-ambiguous": "More than one carrier has this number. Say which shipment you mean.",
    "version-mismatch": "Somebody changed the shipment meanwhile. Look at it, then decide.",
    "permission-missing": "Your account may not do this. Ask for the right, then send again.",
    "proofs-full": "The shipment has as many proofs as it can have. Look at them, then throw this one away.",
    "body-too-large": "The photo is too large. Take it again from the page of the shipment.",
  } as Record<string, string | undefined>,
  remedy: "Correct what is said above and send again, or throw it away.",
  conflictTitle: "Which shipment?",
  yours: "What you did",
  candidates: "Shipments with this number",
  choose: "This one",
  noCandidates: "The service knows no open shipment with this number now.",
  backToOutbox: "Outbox",
  goneTitle: "Not in the outbox any more",
  gone: "It has been sent, or thrown away.",
  storageFailed: "This browser does not let Edge keep anything on the device, so nothing can wait here.",
};
