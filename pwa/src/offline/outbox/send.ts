import type { Problem } from "../../api/client";
import { readSession } from "../../api/session";
import { addProof, appendEvents } from "../../api/shipments";
import type { AppendEventsResult } from "../../api/types";
import { SENDING_LOCK, underLock } from "../lock";
import { afterFailure, isDue } from "./backoff";
import { base64 } from "./base64";
import type { Hold, OutboxItem, ProofWork } from "./item";
import { photoOf, tidy } from "./outbox";
import { formerOwnerOf, ownerOf } from "./owner";
import {
  adopt,
  type Batch,
  type Change,
  keepSendingState,
  release,
  seal,
  sendingState,
  settle,
  unsent,
  wakeInterrupted,
} from "./sealed";

/** How a round of sending ended: with nothing left to send, or why not. */
export type Round = "empty" | "later" | "no-answer" | Hold;

let running: Promise<Round> = Promise.resolve("empty");
let next: Promise<Round> | null = null;
let nextHasOccasion = false;

/**
 * Sends what waits. Calls during a round are one more round after it, so that nothing that was put in meanwhile is left.
 * @param occasion There is a reason to try before the pause after the last failure is over.
 */
export function flush(occasion = false): Promise<Round> {
  nextHasOccasion ||= occasion;
  next ??= running
    .catch(() => undefined)
    .then(() => {
      const hasOccasion = nextHasOccasion;
      next = null;
      nextHasOccasion = false;
      running = round(hasOccasion);
      return running;
    });
  return next;
}

async function round(occasion: boolean): Promise<Round> {
  if ((await unsent()).length === 0) return "empty";
  const state = await sendingState();
  // Who is signed in does not change by waiting.
  if (state?.hold && !occasion) return state.hold;
  if (!isDue(state, occasion, Date.now())) return "later";
  return (await underLock(SENDING_LOCK, true, () => sendAll(occasion))) ?? "later";
}

async function sendAll(occasion: boolean): Promise<Round> {
  // Somebody else may have had the lock until now, and been told to wait.
  if (!isDue(await sendingState(), occasion, Date.now())) return "later";
  await wakeInterrupted();
  const session = await readSession();
  if (!session.ok || session.fromCache) return pause(session.ok ? undefined : session.problem);
  const owner = ownerOf(session.data);
  if (owner === null) return hold("signed-out");
  await adopt(formerOwnerOf(session.data), owner);
  for (;;) {
    const batch = await seal(owner);
    if (!batch) break;
    const problem = await send(batch);
    if (problem?.status === 401) return hold("signed-out");
    if (problem) return pause(problem);
  }
  await keepSendingState({ name: "sending", failures: 0, notBefore: 0, asked: false });
  await tidy();
  return (await unsent()).length === 0 ? "empty" : hold("other-person");
}

async function pause(problem: Problem | undefined): Promise<Round> {
  await keepSendingState(afterFailure(await sendingState(), problem?.retryAfter, Date.now()));
  return "no-answer";
}

async function hold(why: Hold): Promise<Round> {
  await keepSendingState({ name: "sending", failures: 0, notBefore: 0, asked: false, hold: why });
  return why;
}

/** Gives a problem only when sending cannot go on now. */
async function send(batch: Batch): Promise<Problem | null> {
  const [first] = batch.items;
  const answer =
    first?.work.kind === "proof" ? await sendProof(first, first.work, batch.key) : await sendEvents(batch);
  const now = Date.now();
  if (answer.ok) {
    const results = "items" in answer.data ? answer.data.items : null;
    await settle(batch, (_, index) => (results ? told(results[index], now) : done(false, now)));
    return null;
  }
  const { problem } = answer;
  if (isPassing(problem.status) || problem.status === 401) {
    await release(batch, problem);
    return problem;
  }
  // One item may have spoilt it for all, and only by themselves do they show which. Under another key, what had arrived
  // nevertheless the service knows again by its content.
  if (batch.items.length > 1)
    await settle(batch, () => ({ state: "waiting", batch: undefined, alone: true }));
  else await settle(batch, () => refused(problem, now));
  return null;
}

function sendEvents(batch: Batch) {
  const items = batch.items.flatMap(({ target, work }) => {
    if (work.kind === "proof") return [];
    const { shipmentId, number, carrier } = target;
    return [{ event: work.event, ...(shipmentId ? { shipment_id: shipmentId } : { number, carrier }) }];
  });
  return appendEvents(items, batch.key);
}

async function sendProof(item: OutboxItem, work: ProofWork, key: string) {
  const photo = work.photoSize > 0 ? await photoOf(item.key) : undefined;
  const { at, signature, location } = work;
  return addProof(
    item.target.shipmentId ?? "",
    { at, signature, location, photo: photo && base64(photo.bytes) },
    key,
  );
}

/** Not about what was sent: RFC 9110 (408, 5xx), RFC 8470 (425), RFC 6585 (429), or no answer at all. */
const isPassing = (status: number) => status === 0 || status >= 500 || [408, 425, 429].includes(status);

const refused = (problem: Problem, now: number): Change => ({
  state: "needs-you",
  batch: undefined,
  problem,
  settledAt: now,
});

const done = (duplicate: boolean, now: number): Change => ({
  state: "done",
  batch: undefined,
  problem: undefined,
  duplicate,
  settledAt: now,
});

function told(result: AppendEventsResult | undefined, now: number): Change {
  if (result && result.outcome !== "rejected") return done(result.outcome === "duplicate", now);
  const slug = result?.problem?.type ?? "rejected";
  const detail = result?.problem?.detail ?? null;
  const field = result?.problem?.field?.replace(/^event\./, "");
  return refused(
    {
      slug,
      status: statusOf[slug] ?? 422,
      title: detail ?? slug,
      detail: null,
      requestId: null,
      errors: field && detail ? { [field]: [detail] } : {},
    },
    now,
  );
}

/** The status that a problem of one item has when it is the whole answer. */
const statusOf: Record<string, number> = { "shipment-ambiguous": 409, "shipment-not-found": 404 };
