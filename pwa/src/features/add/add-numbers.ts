import { follow, readParcel } from "../../api/public";
import type { CarrierDetection } from "../../api/types";
import { followToken, keepShipment, keepWaiting } from "../../offline/parcels";
import { pauseAfter } from "../../offline/refresh";

export type Outcome = "followed" | "waiting" | "offline" | "busy" | "refused" | "failed";

export interface Added {
  number: string;
  outcome: Outcome;
  token?: string;
  carrierName?: string;
  trackingUrl?: string;
  /** Why the service refused the number, in its words. */
  reason?: string;
}

/** Follows one number; what the service does not know, or cannot be asked about now, is kept to be tried again. */
export async function addNumber(
  detection: CarrierDetection,
  postcode: string,
  now = Date.now(),
): Promise<Added> {
  const { number } = detection;
  try {
    const answer = await follow(number, postcode || undefined);
    if (answer.ok) {
      await followToken(answer.data.token, now);
      const parcel = await readParcel(answer.data.token);
      if (parcel.ok) await keepShipment(parcel.data, parcel.asOf);
      return { number, outcome: "followed", token: answer.data.token };
    }
    const { status, errors, detail, title } = answer.problem;
    // What is wrong with the number itself does not get better by trying again.
    if (status === 400 || status === 422)
      return { number, outcome: "refused", reason: errors.number?.join(" ") ?? detail ?? title };
    const carrier = detection.candidates[0];
    const known = { carrierName: carrier?.name, trackingUrl: carrier?.tracking_url ?? undefined };
    const unknown = status === 404;
    const nextTryAt = unknown ? now + pauseAfter(1) : now;
    await keepWaiting(
      { number, postcode: postcode || undefined, ...known, attempts: unknown ? 1 : 0, nextTryAt },
      now,
    );
    return { number, outcome: unknown ? "waiting" : status === 0 ? "offline" : "busy", ...known };
  } catch {
    return { number, outcome: "failed" };
  }
}
