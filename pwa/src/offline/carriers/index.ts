export { detect, trackingUrl, type CarrierCandidate, type CarrierDetection } from './detect'
export { normalise } from './number'
export type { TypoHint } from './typo-hints'
