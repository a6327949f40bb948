import type { Problem } from "../../api/client";
import { randomId } from "../../api/random-id";
import { announce } from "../changes";
import { database } from "../database";
import type { OutboxItem, SendingState } from "./item";
import { nextToSend } from "./plan";

export interface Batch {
  /** Its Idempotency-Key. */
  key: string;
  items: OutboxItem[];
}

/** What becomes of an item: the properties that change. */
export type Change = Partial<
  Pick<OutboxItem, "state" | "batch" | "alone" | "tries" | "problem" | "duplicate" | "settledAt">
>;

/** Items that are not settled, of one person if named. */
export async function unsent(owner?: string): Promise<OutboxItem[]> {
  const index = (await database()).transaction("outbox").store.index("state");
  const [sending, waiting] = await Promise.all([index.getAll("sending"), index.getAll("waiting")]);
  return [...sending, ...waiting]
    .filter((item) => !owner || item.owner === owner)
    .sort((a, b) => a.seq - b.seq);
}

/** What was on its way when everything stopped is waiting again. Only whoever sends may call this. */
export async function wakeInterrupted(): Promise<void> {
  const tx = (await database()).transaction("outbox", "readwrite");
  for (const item of await tx.store.index("state").getAll("sending"))
    void tx.store.put({ ...item, state: "waiting" });
  await tx.done;
}

/** Gives an owner what a former release has kept under another name. */
export async function adopt(former: string, owner: string): Promise<void> {
  const tx = (await database()).transaction("outbox", "readwrite");
  for (const item of await tx.store.getAll())
    if (item.owner === former) void tx.store.put({ ...item, owner });
  await tx.done;
}

/**
 * Puts the next request together and writes down which items it holds and under which key, before anything goes out: after a
 * crash the very same request is repeated.
 */
export async function seal(owner: string): Promise<Batch | null> {
  const tx = (await database()).transaction("outbox", "readwrite");
  const index = tx.store.index("state");
  const [sending, waiting] = await Promise.all([index.getAll("sending"), index.getAll("waiting")]);
  const own = [...sending, ...waiting].filter((item) => item.owner === owner).sort((a, b) => a.seq - b.seq);
  const chosen = nextToSend(own);
  const key = chosen[0]?.batch ?? randomId();
  const items = chosen.map((item) => ({ ...item, batch: key, state: "sending" as const }));
  for (const item of items) void tx.store.put(item);
  await tx.done;
  if (items.length === 0) return null;
  announce("outbox");
  return { key, items };
}

/** Writes down what became of the items of a request, together. */
export async function settle(
  batch: Batch,
  changes: (item: OutboxItem, index: number) => Change,
): Promise<void> {
  const tx = (await database()).transaction(["outbox", "photos"], "readwrite");
  for (const [index, item] of batch.items.entries()) {
    const next = { ...item, ...changes(item, index) };
    void tx.objectStore("outbox").put(next);
    if (next.state === "done") void tx.objectStore("photos").delete(item.key);
  }
  await tx.done;
  announce("outbox");
}

/** No answer: the request stays as it is, and goes out again. */
export const release = (batch: Batch, problem: Problem) =>
  settle(batch, (item) => ({ state: "waiting", tries: item.tries + 1, problem }));

export async function sendingState(): Promise<SendingState | undefined> {
  return (await (await database()).get("states", "sending")) as SendingState | undefined;
}

export async function keepSendingState(state: SendingState): Promise<void> {
  await (await database()).put("states", state);
  announce("outbox");
}
