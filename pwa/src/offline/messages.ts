/** From the page to a waiting worker: the person agreed to the new release. */
export const TAKE_OVER = "take-over";
