export { type CarrierCandidate, type CarrierDetection, detect, trackingUrl } from "./detect";
export { normalise } from "./number";
export type { TypoHint } from "./typo-hints";
