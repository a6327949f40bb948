// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CacheFigures, CacheRecommendationList, CacheReport } from "../../pwa/src/api/types";
import { CachePage } from "../../pwa/src/features/cache/cache-page";
import { bytes, count, percent, span } from "../../pwa/src/features/cache/numbers";

const figures = (family: string | undefined, changes: Partial<CacheFigures> = {}): CacheFigures => ({
  family,
  asked: 200,
  memory: 150,
  redis: 20,
  source: 30,
  stale: 0,
  hit_rate: 0.85,
  fills: 30,
  failures: 0,
  source_seconds_saved: 3.4,
  bytes_saved: 350_000,
  evictions: 0,
  regrets: 0,
  age_seconds: { half: 2, p90: 9, p99: 12 },
  size_bytes: { half: 900, p90: 1500, p99: 2047 },
  ...changes,
});

const idle = { asked: 0, memory: 0, redis: 0, source: 0, hit_rate: 0 };
const report: CacheReport = {
  at: "2026-03-02T12:00:00Z",
  since: "2026-03-02T09:00:00Z",
  memory: { capacity: 67_108_864, used: 1_048_576, entries: 300 },
  holdings: [{ family: "public-view", bytes: 1_048_576, entries: 300, lifetime_percent: 200 }],
  windows: [
    { window: "minute", from: "2026-03-02T11:59:00Z", all: figures(undefined, idle), families: [] },
    {
      window: "hour",
      from: "2026-03-02T11:00:00Z",
      all: figures(undefined),
      families: [figures("public-view")],
    },
    { window: "day", from: "2026-03-02T09:00:00Z", all: figures(undefined), families: [] },
  ],
};

const recommendations: CacheRecommendationList = {
  items: [
    {
      id: "longer_lifetime~lifetime:public-view~200~400~1~ab",
      advice: "longer_lifetime",
      family: "public-view",
      target: "lifetime:public-view",
      before: 200,
      after: 400,
      source_seconds_per_hour: 12,
      evidence: [{ name: "share_unchanged", value: 0.94 }],
    },
    { advice: "much_stale", family: "public-view", source_seconds_per_hour: 0, evidence: [] },
  ],
  changes: [
    {
      id: "0195-1",
      target: "memory",
      before: 67_108_864,
      after: 134_217_728,
      applied_at: "2026-03-02T10:00:00Z",
      applied_by: "Ada",
      can_undo: true,
    },
  ],
};

const keys = {
  from: "2026-03-02T11:30:00Z",
  one_in: 4,
  items: [{ family: "public-view", key: "/s/<b>tok</b>.json", at_least: 40, at_most: 52 }],
};

let root: HTMLElement;
let calls: string[];
let failing: string | null;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
  calls = [];
  failing = null;
  vi.stubGlobal("fetch", async (url: string, options: RequestInit) => {
    calls.push(`${options.method} ${url}`);
    if (failing && url.endsWith(failing))
      return new Response(
        JSON.stringify({ type: "/docs/problems#cache-recommendation-stale", title: "Out of date" }),
        {
          status: 409,
        },
      );
    if (url.endsWith("/recommendations")) return Response.json(recommendations);
    if (url.includes("/keys")) return Response.json(keys);
    return Response.json(url.endsWith("/cache") ? report : recommendations.changes[0]);
  });
});

afterEach(() => {
  render(null, root);
  root.remove();
  vi.unstubAllGlobals();
});

const settled = () => act(() => new Promise((resolve) => setTimeout(resolve, 5)));
async function show() {
  act(() => render(<CachePage />, root));
  await settled();
}
const button = (name: string) =>
  [...root.querySelectorAll("button")].find((one) =>
    (one.getAttribute("aria-label") ?? one.textContent)?.startsWith(name),
  );

describe("The page of the cache", () => {
  it("Shows the hit rate of an hour, each level, and the kinds of answers", async () => {
    await show();
    expect(root.querySelector(".cache-rate b")?.textContent).toBe(percent(0.85));
    expect(root.textContent).toContain(`Memory ${percent(0.75)} (150)`);
    expect(root.textContent).toContain("public-view");
    expect(root.textContent).toContain("200 % of usual");
  });

  it("Says so when nothing was asked for in the chosen time", async () => {
    await show();
    const select = root.querySelector("select");
    if (!select) throw new Error("no select");
    select.value = "minute";
    act(() => void select.dispatchEvent(new Event("change", { bubbles: true })));
    await settled();
    expect(root.textContent).toContain("Nothing was asked for in this time.");
  });

  it("Applies a recommendation and reads everything anew", async () => {
    await show();
    calls.length = 0;
    await act(async () => button("Apply")?.click());
    await settled();
    expect(calls[0]).toBe(
      "POST /api/v1/admin/cache/recommendations/longer_lifetime~lifetime%3Apublic-view~200~400~1~ab/apply",
    );
    expect(calls.slice(1).sort()).toEqual([
      "GET /api/v1/admin/cache",
      "GET /api/v1/admin/cache/recommendations",
    ]);
    expect(root.querySelector('[role="status"]')).not.toBeNull();
  });

  it("Shows why a recommendation was refused", async () => {
    await show();
    failing = "/apply";
    await act(async () => button("Apply")?.click());
    await settled();
    expect(root.querySelector('[role="alert"] .strong')?.textContent).toBe("Out of date");
  });

  it("Has nothing to press where there is nothing to apply", async () => {
    await show();
    expect([...root.querySelectorAll("button")].filter((one) => one.textContent === "Apply")).toHaveLength(1);
    expect(root.textContent).toContain("Look at the database");
  });

  it("Undoes a change", async () => {
    await show();
    await act(async () => button("Undo")?.click());
    await settled();
    expect(calls).toContain("POST /api/v1/admin/cache/changes/0195-1/undo");
  });

  it("Shows keys as text, with the span they were counted in", async () => {
    await show();
    expect(root.querySelector("b b, code b")).toBeNull();
    expect(root.textContent).toContain("/s/<b>tok</b>.json");
    expect(root.textContent).toContain("40–52");
    expect(root.textContent).toContain("one access in 4");
  });
});

it("Numbers are short and have their unit", () => {
  expect([bytes(0), bytes(1023), bytes(1024), bytes(67_108_864)]).toEqual([
    "0 B",
    "1,023 B",
    "1 kB",
    "64 MB",
  ]);
  expect([span(0), span(0.02), span(59), span(90), span(7200)]).toEqual([
    "0 s",
    "20 ms",
    "59 s",
    "1.5 min",
    "2 h",
  ]);
  expect(count(12_345)).toBe("12,345");
  expect(count(1_234_567)).toMatch(/^1\.2/);
});
