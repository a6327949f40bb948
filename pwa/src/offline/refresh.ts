import { noAnswer, type Problem } from "../api/client";
import { follow, readParcel } from "../api/public";
import type { StoredParcel, WaitingNumber } from "./database";
import { isDone } from "./order";
import { keepShipment, keepWaiting, listFollowed, markGone, waitingBecame } from "./parcels";

const minute = 60_000;
/** How long an answer counts as fresh: a parcel that has arrived hardly changes any more. */
const freshFor = { moving: minute, done: 6 * 60 * minute };
const together = 4;

/** What a round of refreshing came to; `stopped` says why it ended early (no connection, or the service asked for a pause). */
export interface Round {
  asked: number;
  stopped: Problem | null;
}

/** Asks the service for news of every followed parcel that is due; `all` asks whether due or not. */
export async function refreshParcels(all = false, now = Date.now()): Promise<Round> {
  const due = (await listFollowed()).filter((parcel) => all || isDue(parcel, now));
  const round: Round = { asked: 0, stopped: null };
  const next = due.values();
  const worker = async () => {
    for (const parcel of next) {
      if (round.stopped) return;
      round.asked++;
      round.stopped ??= await refreshOne(parcel, now);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
  return round;
}

export function isDue(parcel: StoredParcel, now: number): boolean {
  if (parcel.waiting) return parcel.waiting.nextTryAt <= now;
  const fresh = parcel.shipment && isDone(parcel.shipment.status) ? freshFor.done : freshFor.moving;
  return !parcel.gone && now - parcel.asOf >= fresh;
}

async function refreshOne(parcel: StoredParcel, now: number): Promise<Problem | null> {
  if (parcel.waiting) return retryWaiting(parcel.waiting, now);
  if (!parcel.token) return null;
  const answer = await readParcel(parcel.token);
  if (answer.ok) {
    await keepShipment(answer.data, answer.asOf);
    // The worker stood in for a service that could not be reached: there is no news of the others either.
    return answer.fromCache ? noAnswer : null;
  }
  if (answer.problem.status === 404 || answer.problem.status === 410) {
    await markGone(parcel.token);
    return null;
  }
  return answer.problem;
}

async function retryWaiting(waiting: WaitingNumber, now: number): Promise<Problem | null> {
  const answer = await follow(waiting.number, waiting.postcode);
  if (answer.ok) {
    await waitingBecame(waiting.number, answer.data.token);
    const parcel = await readParcel(answer.data.token);
    if (parcel.ok) await keepShipment(parcel.data, parcel.asOf);
    return null;
  }
  // An answer about this number, even a refusal, must not hold up the others; anything else is about the service.
  if (![400, 404, 422].includes(answer.problem.status)) return answer.problem;
  const attempts = waiting.attempts + 1;
  await keepWaiting({ ...waiting, attempts, nextTryAt: now + pauseAfter(attempts) });
  return null;
}

/** Ms until a number is tried again: 15 minutes at first, doubling up to 12 hours. */
export const pauseAfter = (attempts: number) => Math.min(15 * minute * 2 ** (attempts - 1), 12 * 60 * minute);
