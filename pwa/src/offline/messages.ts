/** From the page to a waiting worker: the person agreed to the new release. */
export const TAKE_OVER = "take-over";

/** The tag of the Background Sync that sends the outbox. */
export const SEND_OUTBOX = "edge-outbox";
