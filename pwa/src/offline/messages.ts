/** From the page to a waiting worker: the person agreed to the new release. */
export const TAKE_OVER = "take-over";

/** From a page that no worker serves to the one there is. */
export interface ClaimMessage {
  /** The release that the page is of. */
  claimFor: string;
}

/** The tag of the Background Sync that sends the outbox. */
export const SEND_OUTBOX = "edge-outbox";
