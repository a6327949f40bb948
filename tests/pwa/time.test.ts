import { describe, expect, it } from "vitest";
import { toLocalInput, withOffset } from "../../pwa/src/ui/form-data";
import { ago, byDay, etaWords, timeOfDay } from "../../pwa/src/ui/time";

const now = new Date("2026-03-02T12:00:00+01:00");

describe("etaWords", () => {
  it("Names today's window by its hours", () => {
    const words = etaWords({ from: "2026-03-02T13:00:00Z", through: "2026-03-02T15:00:00Z" }, now);
    expect(words.day).toBe("Today");
    expect(words.hours).toMatch(/2.*–.*4/);
  });

  it("Keeps the hours of a window that crosses midnight", () => {
    expect(
      etaWords({ from: "2026-03-02T22:00:00Z", through: "2026-03-03T00:00:00Z" }, now).hours,
    ).not.toBeNull();
  });

  it("Names a whole day by the day alone, and several days as a span", () => {
    const day = etaWords({ from: "2026-03-02T23:00:00Z", through: "2026-03-03T22:59:59Z" }, now);
    expect(day).toEqual({ day: "Tomorrow", hours: null });
    const span = etaWords({ from: "2026-03-04T08:00:00Z", through: "2026-03-06T17:00:00Z" }, now);
    expect(span.hours).toBeNull();
    expect(span.day).toMatch(/4.*6/);
  });

  it("Names one moment once", () => {
    const moment = "2026-03-02T13:00:00Z";
    expect(etaWords({ from: moment, through: moment }, now).hours).not.toContain("–");
  });
});

describe("byDay", () => {
  const event = (at: string, utc_offset?: number, precision: "minute" | "day" = "minute") => ({
    at,
    utc_offset,
    precision,
  });

  it("Groups by the day at the place, not at the reader's", () => {
    // 23:30 on 1 March in New York is 5:30 on 2 March in Berlin.
    const days = byDay([event("2026-03-02T09:00:00Z", 60), event("2026-03-02T04:30:00Z", -300)], now);
    expect(days.map(({ day }) => day)).toEqual(["Today", "Yesterday"]);
  });

  it("Takes a day without a place as that day everywhere", () => {
    const [group] = byDay(
      [event("2026-03-01T00:00:00Z", undefined, "day")],
      new Date("2026-03-02T01:00:00Z"),
    );
    expect(group?.day).toBe("Yesterday");
    expect(timeOfDay(event("2026-03-01T00:00:00Z", undefined, "day"))).toBeNull();
  });

  it("Shows the clock of the place, half-hour zones too", () => {
    expect(timeOfDay(event("2026-03-02T09:00:00Z", 330))).toMatch(/2:30/);
  });
});

it.each([
  [10_000, "just now"],
  [5 * 60_000, "5 minutes ago"],
  [3 * 3_600_000, "3 hours ago"],
  [49 * 3_600_000, "2 days ago"],
])("%i ms ago is %s", (elapsed, words) => {
  expect(ago(1e12 - elapsed, "just now", 1e12)).toBe(words);
});

describe("Times of forms", () => {
  it("Carry the offset that holds on the day, in winter and in summer", () => {
    expect(withOffset("2026-01-10T08:30")).toBe("2026-01-10T08:30:00+01:00");
    expect(withOffset("2026-07-10T08:30")).toBe("2026-07-10T08:30:00+02:00");
  });

  it("Come back as they went out", () => {
    expect(toLocalInput("2026-07-10T06:30:00Z")).toBe("2026-07-10T08:30");
    expect(toLocalInput(null)).toBe("");
    expect(withOffset("not a time")).toBeUndefined();
  });
});
