import { get, post } from "./client";
import type {
  CarrierDetection,
  CarrierList,
  Followed,
  PublicDetails,
  PublicProofList,
  PublicShipment,
} from "./types";

export const readParcel = (token: string, signal?: AbortSignal) =>
  get<PublicShipment>(`/s/${encodeURIComponent(token)}.json`, { signal });

/** Tells when the parcel has changed. */
export const liveParcel = (token: string) => `/s/${encodeURIComponent(token)}/live`;

export const unlockDetails = (token: string, postcode: string) =>
  post<PublicDetails>(`/s/${encodeURIComponent(token)}/details`, { json: { postcode } });

/** The proofs of delivery, photos included, for who knows the postcode. */
export const unlockProofs = (token: string, postcode: string) =>
  post<PublicProofList>(`/s/${encodeURIComponent(token)}/proofs`, { json: { postcode } });

export const follow = (number: string, postcode?: string) =>
  post<Followed>("/api/v1/follow", { json: postcode ? { number, postcode } : { number } });

export const listCarriers = () => get<CarrierList>("/api/v1/carriers");

export const detectOnServer = (number: string, signal?: AbortSignal) =>
  get<CarrierDetection>("/api/v1/carriers/detect", { query: { number }, signal });
