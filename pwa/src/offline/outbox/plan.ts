import type { OutboxItem } from "./item";

/** So many at the most, so that an answer comes before a weak connection breaks. */
export const batchSize = 50;

/**
 * What goes out next, in one request: first what went out before and was not answered, in the very same company; else the next in
 * line. Per shipment nothing overtakes: once something of it is left behind, all that follows is.
 * @param items Those that are not settled, of one person, in the order of `seq`.
 */
export function nextToSend(items: readonly OutboxItem[]): OutboxItem[] {
  const unanswered = items.find((item) => item.batch);
  if (unanswered) return items.filter((item) => item.batch === unanswered.batch);
  const [first] = items;
  if (!first) return [];
  if (isSingle(first)) return [first];
  const chosen: OutboxItem[] = [];
  const leftBehind = new Set<string>();
  for (const item of items) {
    if (chosen.length >= batchSize) break;
    if (isSingle(item) || leftBehind.has(item.target.number)) leftBehind.add(item.target.number);
    else chosen.push(item);
  }
  return chosen;
}

/** A proof has an address of its own. */
const isSingle = (item: OutboxItem) => item.alone === true || item.work.kind === "proof";
