import { describe, expect, it } from "vitest";
import { afterFailure, isDue, pauseAfter } from "../../pwa/src/offline/outbox/backoff";
import type { OutboxItem } from "../../pwa/src/offline/outbox/item";
import { batchSize, nextToSend } from "../../pwa/src/offline/outbox/plan";

const minute = 60_000;
const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, second)).toISOString();

describe("nextToSend", () => {
  const item = (seq: number, number: string, more: Partial<OutboxItem> = {}): OutboxItem => ({
    seq,
    key: `k${seq}`,
    owner: "driver:Ada",
    target: { number },
    work: { kind: "status", event: { event_time: at(seq % 60), status: "in_transit" } },
    madeAt: 0,
    state: "waiting",
    tries: 0,
    ...more,
  });
  const seqs = (items: OutboxItem[]) => nextToSend(items).map(({ seq }) => seq);
  const proof = { work: { kind: "proof", at: at(0), photoSize: 0 } } as Partial<OutboxItem>;

  it("Takes fifty at the most, the oldest", () => {
    const many = Array.from({ length: 250 }, (_, seq) => item(seq, `N${seq}`));
    expect(seqs(many)).toEqual(many.slice(0, batchSize).map(({ seq }) => seq));
    expect(seqs([])).toEqual([]);
  });

  it("Never lets anything of a shipment overtake what was done before", () => {
    expect(seqs([item(1, "A"), item(2, "B", proof), item(3, "B"), item(4, "A"), item(5, "C")])).toEqual([
      1, 4, 5,
    ]);
    expect(seqs([item(2, "B", proof), item(3, "B"), item(5, "C")])).toEqual([2]);
    expect(seqs([item(1, "A", { alone: true }), item(2, "A")])).toEqual([1]);
    expect(seqs([item(0, "C"), item(1, "A", { alone: true }), item(2, "A")])).toEqual([0]);
  });

  it("Repeats an unanswered request before anything else", () => {
    expect(seqs([item(1, "A"), item(2, "B", { batch: "x" }), item(3, "C", { batch: "x" })])).toEqual([2, 3]);
  });
});

describe("The pauses", () => {
  it("Double from two seconds up to five minutes, and never come in step", () => {
    expect([1, 2, 3].map((failures) => pauseAfter(failures, 1))).toEqual([2000, 4000, 8000]);
    expect(pauseAfter(40, 1)).toBe(5 * minute);
    expect(pauseAfter(3, 0)).toBe(4000);
  });

  it("Are shortened by an occasion, unless the service asked for them", () => {
    const own = afterFailure(undefined, undefined, 0);
    expect([isDue(own, false, 500), isDue(own, true, 500), isDue(own, false, 2000)]).toEqual([
      false,
      true,
      true,
    ]);
    const asked = afterFailure(own, 30_000, 0);
    expect(asked).toMatchObject({ failures: 2, notBefore: 30_000, asked: true });
    expect([isDue(asked, true, 29_999), isDue(asked, true, 30_000)]).toEqual([false, true]);
  });

  it("Do not outlast a clock that was set back, or a service that asks for a year", () => {
    expect(afterFailure(undefined, 1e12, 0).notBefore).toBe(60 * minute);
    expect(isDue({ name: "sending", failures: 1, notBefore: 1e13, asked: true }, false, 0)).toBe(true);
  });
});
