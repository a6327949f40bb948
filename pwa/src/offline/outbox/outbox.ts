import { randomId } from "../../api/random-id";
import { announce } from "../changes";
import { database } from "../database";
import type { ItemState, NewItem, OutboxItem, Photo, Target } from "./item";

const hour = 60 * 60_000;
/** What was sent stays in sight for a day, the last two hundred of it. */
const keptDone = { for: 24 * hour, atMost: 200 };

/** Puts things into the outbox, all or none, in the order given. They are on the disk when this comes back. */
export async function enqueue(items: readonly NewItem[], now = Date.now()): Promise<string[]> {
  const tx = (await database()).transaction(["outbox", "photos"], "readwrite", { durability: "strict" });
  const keys: string[] = [];
  for (const { photo, ...item } of items) {
    const key = randomId();
    keys.push(key);
    const stored: Omit<OutboxItem, "seq"> = { ...item, key, madeAt: now, state: "waiting", tries: 0 };
    // The store counts seq up; that it is missing here is what the types of the library have no word for.
    void tx.objectStore("outbox").add(stored as OutboxItem);
    if (photo) void tx.objectStore("photos").add({ ...photo, key });
  }
  await tx.done;
  announce("outbox");
  return keys;
}

/** Everything there is, in the order in which it was done. */
export async function listOutbox(): Promise<OutboxItem[]> {
  return (await database()).getAll("outbox");
}

export async function findItem(key: string): Promise<OutboxItem | undefined> {
  return (await database()).getFromIndex("outbox", "key", key);
}

export async function photoOf(key: string): Promise<Photo | undefined> {
  return (await database()).get("photos", key);
}

/** How many items are not with the service yet: on their way, and refused. */
export async function countUnsent(): Promise<{ waiting: number; needsYou: number }> {
  const tx = (await database()).transaction("outbox");
  const count = (state: ItemState) => tx.store.index("state").count(state);
  const [waiting, sending, needsYou] = await Promise.all([
    count("waiting"),
    count("sending"),
    count("needs-you"),
  ]);
  return { waiting: waiting + sending, needsYou };
}

/** Waits until an item is settled one way or the other, at most so many ms; gives it as it is then. */
export async function settled(key: string, listen: (told: () => void) => () => void, atMost: number) {
  const end = Date.now() + atMost;
  for (;;) {
    const item = await findItem(key);
    const left = end - Date.now();
    if (!item || item.state === "done" || item.state === "needs-you" || left <= 0) return item;
    await new Promise<void>((resolve) => {
      const go = () => {
        clearTimeout(timer);
        stop();
        resolve();
      };
      const timer = setTimeout(go, left);
      const stop = listen(go);
    });
  }
}

/** A refused item goes out once more, as it is or about another shipment, in its old place before what still waits. */
export async function sendAgain(key: string, target?: Target): Promise<void> {
  const tx = (await database()).transaction("outbox", "readwrite");
  const item = await tx.store.index("key").get(key);
  if (item?.state === "needs-you")
    await tx.store.put({
      ...item,
      target: target ?? item.target,
      state: "waiting",
      batch: undefined,
      alone: undefined,
      problem: undefined,
      settledAt: undefined,
    });
  await tx.done;
  announce("outbox");
}

/**
 * Throws items away for good, at a person's word. One that may have arrived already cannot be called back: false for an item
 * whose request is under way or unanswered.
 */
export async function discard(keys: readonly string[]): Promise<boolean> {
  const tx = (await database()).transaction(["outbox", "photos"], "readwrite");
  let all = true;
  for (const key of keys) {
    const item = await tx.objectStore("outbox").index("key").get(key);
    const isOut =
      item && (item.state === "sending" || (item.state === "waiting" && item.batch !== undefined));
    if (isOut) all = false;
    else if (item) {
      await tx.objectStore("outbox").delete(item.seq);
      await tx.objectStore("photos").delete(key);
    }
  }
  await tx.done;
  announce("outbox");
  return all;
}

/** Forgets what was sent long ago. */
export async function tidy(now = Date.now()): Promise<void> {
  const tx = (await database()).transaction("outbox", "readwrite");
  const done = await tx.store.index("state").getAll("done");
  done.sort((a, b) => (b.settledAt ?? 0) - (a.settledAt ?? 0));
  for (const [place, item] of done.entries())
    if (place >= keptDone.atMost || now - (item.settledAt ?? 0) > keptDone.for)
      await tx.store.delete(item.seq);
  await tx.done;
}
