import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { AppendEventsItem } from "../../pwa/src/api/types";
import { database } from "../../pwa/src/offline/database";
import type { NewItem } from "../../pwa/src/offline/outbox/item";
import {
  countUnsent,
  discard,
  enqueue,
  listOutbox,
  photoOf,
  sendAgain,
  tidy,
} from "../../pwa/src/offline/outbox/outbox";
import { seal, sendingState } from "../../pwa/src/offline/outbox/sealed";
import { flush } from "../../pwa/src/offline/outbox/send";
import { json, problem, service } from "./samples";

const ada = { via: "session", name: "Ada", role: "driver", permissions: [] };
const owner = "driver:Ada";
const minute = 60_000;

beforeEach(async () => {
  const db = await database();
  for (const store of ["outbox", "photos", "states"] as const) await db.clear(store);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const at = (second: number) => new Date(Date.UTC(2026, 2, 2, 9, 0, second)).toISOString();
const event = (number: string, second = 0, more: Partial<NewItem> = {}): NewItem => ({
  owner,
  target: { number },
  work: { kind: "status", event: { event_time: at(second), status: "in_transit" } },
  ...more,
});

/** A service that takes events and remembers them, as the real one does: by key, and by what they say. */
function edge(cut: (post: number) => "before" | "after" | null = () => null) {
  const known = new Map<string, string>();
  const replies = new Map<string, string>();
  const posts: { key: string; items: AppendEventsItem[] }[] = [];
  const order: string[] = [];
  const { fetch } = service({ "GET /api/v1/session": () => json(ada) });
  vi.stubGlobal("fetch", async (input: string, init: RequestInit) => {
    if (init.method !== "POST") return fetch(input, init);
    const key = new Headers(init.headers).get("idempotency-key") ?? "";
    const { items } = JSON.parse(String(init.body)) as { items: AppendEventsItem[] };
    posts.push({ key, items });
    const how = cut(posts.length);
    if (how === "before") throw new TypeError("cut");
    let reply = replies.get(key);
    if (reply === undefined) {
      const results = items.map((item, index) => {
        const say = `${item.number} ${item.event.event_time}`;
        const outcome = known.has(say) ? "duplicate" : "appended";
        if (outcome === "appended") order.push(say);
        known.set(say, key);
        return { index, outcome };
      });
      reply = JSON.stringify({ items: results });
      replies.set(key, reply);
    }
    if (how === "after") throw new TypeError("cut");
    return new Response(reply);
  });
  return { posts, order };
}

describe("An item that was kept before people had an id", () => {
  it("Is sent by the same person, and by nobody of another organisation", async () => {
    const { posts } = edge();
    const named = { ...ada, user: "u1", organisation: { id: "o1", name: "Home" } };
    const { fetch } = service({ "GET /api/v1/session": () => json(named) });
    const post = globalThis.fetch;
    vi.stubGlobal("fetch", (input: string, init: RequestInit) =>
      init.method === "POST" ? post(input, init) : fetch(input, init),
    );
    await enqueue([event("1Z1"), event("1Z2", 0, { owner: "o2:u1" })]);

    await flush(true);

    expect(posts.flatMap(({ items }) => items.map(({ number }) => number))).toEqual(["1Z1"]);
    expect((await listOutbox()).map((item) => item.owner).sort()).toEqual(["o1:u1", "o2:u1"]);
  });
});

const states = async () => (await listOutbox()).map(({ state }) => state);

describe("The outbox", () => {
  it("Sends what waits in one request, in order, and says that it is done", async () => {
    const { posts, order } = edge();
    await enqueue([event("A1", 1), event("B2", 1), event("A1", 2)]);
    expect(await flush(true)).toBe("empty");
    expect(posts).toHaveLength(1);
    expect(order).toEqual([`A1 ${at(1)}`, `B2 ${at(1)}`, `A1 ${at(2)}`]);
    expect(await states()).toEqual(["done", "done", "done"]);
  });

  it("Repeats a request whose answer was lost under the same key and in the same company", async () => {
    const { posts, order } = edge((post) => (post === 1 ? "after" : null));
    await enqueue([event("A1", 1)]);
    expect(await flush(true)).toBe("no-answer");
    expect(await listOutbox()).toMatchObject([{ state: "waiting", tries: 1, problem: { slug: "offline" } }]);
    await enqueue([event("A1", 2)]);
    expect(await flush(true)).toBe("empty");
    expect(posts.map(({ items }) => items.length)).toEqual([1, 1, 1]);
    expect(posts[1]?.key).toBe(posts[0]?.key);
    expect(posts[2]?.key).not.toBe(posts[0]?.key);
    expect(order).toEqual([`A1 ${at(1)}`, `A1 ${at(2)}`]);
  });

  it("Takes up after a crash what was on its way", async () => {
    const { posts } = edge();
    await enqueue([event("A1", 1)]);
    const sealed = await seal(owner);
    expect(await states()).toEqual(["sending"]);
    await flush(true);
    expect(posts.map(({ key }) => key)).toEqual([sealed?.key]);
    expect(await states()).toEqual(["done"]);
  });

  it("Survives a thousand cuts with every event once and in order", async () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
      return seed / 2 ** 31;
    };
    const { order } = edge((post) => (post > 1000 ? null : random() < 0.5 ? "before" : "after"));
    const entered: string[] = [];
    for (let round = 0; round < 25; round++) {
      await enqueue([event("A1", round), event("B2", round)]);
      entered.push(`A1 ${at(round)}`, `B2 ${at(round)}`);
      for (let cuts = 0; cuts < 40; cuts++) await flush(true);
    }
    while ((await flush(true)) !== "empty");
    expect(order).toEqual(entered);
  }, 60_000);

  it("Sends nothing in another person's name, and keeps it", async () => {
    const { posts } = edge();
    await enqueue([event("A1", 1, { owner: "driver:Bob" }), event("B2", 1)]);
    expect(await flush(true)).toBe("other-person");
    expect(posts.flatMap(({ items }) => items.map(({ number }) => number))).toEqual(["B2"]);
    expect(await states()).toEqual(["waiting", "done"]);
  });

  it("Waits for a sign-in when nobody is signed in, also when the session ends on the way", async () => {
    await enqueue([event("A1", 1)]);
    vi.stubGlobal(
      "fetch",
      service({ "GET /api/v1/session": () => json({ via: "anonymous", permissions: [] }) }).fetch,
    );
    expect(await flush(true)).toBe("signed-out");
    const { fetch, asked } = service({
      "GET /api/v1/session": () => json(ada),
      "POST /api/v1/events": () => problem(401, "sign-in-needed"),
    });
    vi.stubGlobal("fetch", fetch);
    expect(await flush(false)).toBe("signed-out");
    expect(asked).toHaveLength(0);
    expect(await flush(true)).toBe("signed-out");
    expect(await states()).toEqual(["waiting"]);
    expect((await sendingState())?.hold).toBe("signed-out");
    edge();
    expect(await flush(true)).toBe("empty");
  });

  it("Lets a refused item wait for a person and sends the others", async () => {
    const refusals = [
      { index: 0, outcome: "rejected", problem: { type: "shipment-ambiguous", detail: "Two carriers." } },
      { index: 1, outcome: "appended" },
      {
        index: 2,
        outcome: "rejected",
        problem: { type: "validation-failed", detail: "Too far.", field: "event.event_time" },
      },
    ];
    const { fetch } = service({
      "GET /api/v1/session": () => json(ada),
      "POST /api/v1/events": () => json({ items: refusals }),
    });
    vi.stubGlobal("fetch", fetch);
    await enqueue([event("A1", 1), event("B2", 1), event("C3", 1)]);
    expect(await flush(true)).toBe("empty");
    const items = await listOutbox();
    expect(items.map(({ state }) => state)).toEqual(["needs-you", "done", "needs-you"]);
    expect(items[0]?.problem).toMatchObject({ status: 409, slug: "shipment-ambiguous" });
    expect(items[2]?.problem).toMatchObject({ status: 422, errors: { event_time: ["Too far."] } });
    expect(await countUnsent()).toEqual({ waiting: 0, needsYou: 2 });

    const { posts } = edge();
    await sendAgain(items[0]?.key ?? "", { number: "A1", shipmentId: "s-1" });
    expect(await flush(true)).toBe("empty");
    expect(posts[0]?.items[0]).toMatchObject({ shipment_id: "s-1" });
    expect(posts[0]?.items[0]).not.toHaveProperty("number");
  });

  it("Finds the one item that spoils a request for all", async () => {
    const seen: number[] = [];
    vi.stubGlobal("fetch", async (_: string, init: RequestInit) => {
      if (init.method === "GET") return json(ada);
      const { items } = JSON.parse(String(init.body)) as { items: AppendEventsItem[] };
      seen.push(items.length);
      if (items.some(({ number }) => number === "BAD")) return problem(400, "invalid-json");
      return json({ items: items.map((_, index) => ({ index, outcome: "appended" })) });
    });
    await enqueue([event("A1", 1), event("BAD", 1), event("C3", 1)]);
    expect(await flush(true)).toBe("empty");
    expect(seen).toEqual([3, 1, 1, 1]);
    expect(await states()).toEqual(["done", "needs-you", "done"]);
  });

  it.each([0, 408, 425, 429, 500, 502, 503])("Keeps everything and comes again after %s", async (status) => {
    const { fetch } = service({
      "GET /api/v1/session": () => json(ada),
      "POST /api/v1/events": () => {
        if (status === 0) throw new TypeError("cut");
        return problem(status, "x");
      },
    });
    vi.stubGlobal("fetch", fetch);
    await enqueue([event("A1", 1)]);
    expect(await flush(true)).toBe("no-answer");
    expect(await flush(false)).toBe("later");
    expect(await states()).toEqual(["waiting"]);
  });

  it("Is not fooled by a page that is no answer, nor by an answer of the cache", async () => {
    await enqueue([event("A1", 1)]);
    vi.stubGlobal("fetch", async () => new Response("<h1>Welcome to the hotel</h1>"));
    expect(await flush(true)).toBe("no-answer");
    vi.stubGlobal("fetch", async () => json(ada, { headers: { "x-edge-from-cache": "1" } }));
    expect(await flush(true)).toBe("no-answer");
    expect(await states()).toEqual(["waiting"]);
  });

  it("Does not throw away what may have arrived", async () => {
    edge(() => "after");
    const [key = ""] = await enqueue([event("A1", 1)]);
    const [fresh = ""] = await enqueue([event("B2", 1)]);
    await flush(true);
    expect(await discard([key])).toBe(false);
    expect(await discard([fresh])).toBe(false);
    const [late = ""] = await enqueue([event("C3", 1)]);
    expect(await discard([late])).toBe(true);
    expect((await listOutbox()).map(({ target }) => target.number)).toEqual(["A1", "B2"]);
  });

  it("Sends a proof after the events before it, with its photo, and then forgets the photo", async () => {
    const paths: string[] = [];
    vi.stubGlobal("fetch", async (input: string, init: RequestInit) => {
      if (init.method === "GET") return json(ada);
      paths.push(input);
      const body = JSON.parse(String(init.body));
      if (input.endsWith("/proofs")) {
        expect(body).toEqual({ at: at(2), signature: [[1, 2]], photo: "AQID" });
        return json({ id: "p" }, { status: 201 });
      }
      return json({ items: body.items.map((_: unknown, index: number) => ({ index, outcome: "appended" })) });
    });
    const target = { number: "A1", shipmentId: "s-1" };
    const proof: NewItem = {
      owner,
      target,
      work: { kind: "proof", at: at(2), photoSize: 3, signature: [[1, 2]] },
      photo: { type: "image/webp", bytes: new Uint8Array([1, 2, 3]).buffer },
    };
    const [, key = ""] = await enqueue([event("A1", 1, { target }), proof, event("A1", 3, { target })]);
    expect((await photoOf(key))?.bytes.byteLength).toBe(3);
    expect(await flush(true)).toBe("empty");
    expect(paths).toEqual(["/api/v1/events", "/api/v1/shipments/s-1/proofs", "/api/v1/events"]);
    expect(await photoOf(key)).toBeUndefined();
  });

  it("Forgets after a day what was sent, and keeps the rest", async () => {
    edge();
    await enqueue([event("A1", 1)]);
    await flush(true);
    await enqueue([event("B2", 1)]);
    await tidy(Date.now() + 25 * 60 * minute);
    expect((await listOutbox()).map(({ target }) => target.number)).toEqual(["B2"]);
  });
});
