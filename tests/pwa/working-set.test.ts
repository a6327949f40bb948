import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FROM_CACHE } from "../../pwa/src/api/client";
import type { Shipment } from "../../pwa/src/api/types";
import { database } from "../../pwa/src/offline/database";
import { forgetOperatorAnswers } from "../../pwa/src/offline/operator-cache";
import {
  keepSeen,
  keepShipments,
  keptAtMost,
  listKept,
  withNumber,
  workingSetState,
} from "../../pwa/src/offline/shipments/kept";
import { listShipmentsAnyhow, readShipmentAnyhow } from "../../pwa/src/offline/shipments/read";
import { syncShipments } from "../../pwa/src/offline/shipments/sync";
import { json, problem } from "./samples";

const day = 24 * 60 * 60_000;
const noon = Date.UTC(2026, 2, 2, 12);

const shipment = (id: string, changes: Partial<Shipment> = {}): Shipment => ({
  id,
  token: `t-${id}`,
  carrier: "ups",
  number: `N${id}`,
  number_as_typed: `N${id}`,
  status: "in_transit",
  flags: [],
  explanation: { rule: "none" },
  version: 1,
  created_at: "2026-03-02T09:00:00Z",
  updated_at: "2026-03-02T09:00:00Z",
  fresh_as_of: "2026-03-02T09:00:00Z",
  ...changes,
});

type Give = (query: URLSearchParams) => Response;

function given(list: Give, one: (id: string) => Response = () => problem(404, "shipment-not-found")) {
  const asked: URLSearchParams[] = [];
  vi.stubGlobal("fetch", async (input: string) => {
    const url = new URL(input, "http://edge.test");
    if (url.pathname !== "/api/v1/shipments") return one(url.pathname.split("/").at(-1) ?? "");
    asked.push(url.searchParams);
    return list(url.searchParams);
  });
  return asked;
}

const page = (items: Shipment[], next: string | null = null, headers: Record<string, string> = {}) =>
  json({ items, next }, { headers: { date: new Date(noon).toUTCString(), ...headers } });

const ids = async () => (await listKept()).map(({ id }) => id).sort();

beforeEach(async () => {
  vi.useFakeTimers({ now: noon, toFake: ["Date"] });
  const db = await database();
  for (const store of ["shipments", "states"] as const) await db.clear(store);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("syncShipments", () => {
  it("Begins with the newest open shipments, and then asks for changes only", async () => {
    const asked = given((query) =>
      query.has("updated_since")
        ? page([
            shipment("1", { version: 2, status: "delivered" }),
            shipment("3"),
            shipment("4", { status: "delivered" }),
          ])
        : query.has("cursor")
          ? page([shipment("2")])
          : page([shipment("1"), shipment("9", { status: "cancelled" })], "c1"),
    );
    expect(await syncShipments("driver:Ada")).toBeNull();
    expect(await ids()).toEqual(["1", "2"]);
    expect(await syncShipments("driver:Ada")).toBeNull();
    // What it keeps stays when it is finished; what was finished when it first heard of it never comes.
    expect(await ids()).toEqual(["1", "2", "3"]);
    expect((await withNumber("N1"))[0]?.shipment.status).toBe("delivered");
    expect(asked[2]?.get("updated_since")).toBe(new Date(noon - 60_000).toISOString());
  });

  it("Goes by the service's clock, however wrong its own is", async () => {
    vi.setSystemTime(noon + 40 * day);
    const asked = given(() => page([shipment("1")]));
    await syncShipments("driver:Ada");
    await syncShipments("driver:Ada");
    expect(asked[1]?.get("updated_since")).toBe(new Date(noon - 60_000).toISOString());
    expect((await workingSetState())?.asOf).toBe(noon + 40 * day);
  });

  it("Lets go what was archived, and never goes back to an older version", async () => {
    given((query) =>
      query.has("updated_since")
        ? page([
            shipment("1", { version: 9, archived_at: "2026-03-02T11:00:00Z" }),
            shipment("2", { version: 1 }),
          ])
        : page([shipment("1"), shipment("2", { version: 5, reference: "newer" })]),
    );
    await syncShipments("driver:Ada");
    await syncShipments("driver:Ada");
    expect(await ids()).toEqual(["2"]);
    expect((await listKept())[0]?.shipment.reference).toBe("newer");
  });

  it.each([
    [
      "a cursor is refused",
      (query: URLSearchParams) => (query.has("updated_since") ? problem(400, "invalid-parameter") : null),
    ],
    [
      "it is too far behind",
      (query: URLSearchParams) => (query.has("updated_since") ? page([shipment("7")], "more") : null),
    ],
  ])("Starts anew when %s, and keeps nothing that the service does not confirm", async (_, refuse) => {
    let gone = false;
    given(
      (query) =>
        (gone ? refuse(query) : null) ?? page(gone ? [shipment("3")] : [shipment("1"), shipment("2")]),
      (id) =>
        id === "2" ? json(shipment("2", { reference: "asked for" })) : problem(404, "shipment-not-found"),
    );
    await syncShipments("driver:Ada");
    await keepSeen(shipment("2"), noon);
    await keepSeen(shipment("5"), noon);
    gone = true;
    expect(await syncShipments("driver:Ada")).toBeNull();
    expect(await ids()).toEqual(["2", "3"]);
    expect((await withNumber("N2"))[0]?.shipment.reference).toBe("asked for");
  });

  it("Starts anew after a week, since what was removed for good may never have been seen archived", async () => {
    const asked = given(() => page([shipment("1")]));
    await syncShipments("driver:Ada");
    vi.setSystemTime(noon + 8 * day);
    await syncShipments("driver:Ada");
    expect(asked[1]?.has("updated_since")).toBe(false);
  });

  it("Gives another person nothing of the first one's", async () => {
    given(() => page([shipment("1")]));
    await syncShipments("driver:Ada");
    given(() => page([shipment("2")]));
    await syncShipments("driver:Bob");
    expect(await ids()).toEqual(["2"]);
    await forgetOperatorAnswers();
    expect(await ids()).toEqual([]);
    expect(await workingSetState()).toBeUndefined();
  });

  it("Takes nothing from the cache for news, and keeps what it has when no answer comes", async () => {
    given(() => page([shipment("1")]));
    await syncShipments("driver:Ada");
    given(() => page([], null, { [FROM_CACHE]: "1" }));
    expect((await syncShipments("driver:Ada"))?.slug).toBe("offline");
    given(() => problem(503, "unavailable"));
    expect((await syncShipments("driver:Ada"))?.status).toBe(503);
    expect(await ids()).toEqual(["1"]);
  });
});

it("Never keeps more than it may: finished ones go first, and what was opened stays", async () => {
  const older = shipment("seen", { updated_at: "2025-01-01T00:00:00Z" });
  await keepSeen(older, noon);
  const many = Array.from({ length: keptAtMost + 50 }, (_, at) =>
    shipment(`x${at}`, { status: at < 50 ? "delivered" : "in_transit" }),
  );
  await keepShipments(many, noon, () => true);
  const kept = await listKept();
  expect(kept).toHaveLength(keptAtMost);
  expect(kept.some(({ id }) => id === "seen")).toBe(true);
  expect(kept.some(({ shipment: { status } }) => status === "delivered")).toBe(false);
});

describe("Without an answer", () => {
  beforeEach(async () => {
    given(() =>
      page([
        shipment("1", { reference: "Order 7", destination: { city: "Berlin" } }),
        shipment("2", { status: "on_hold", carrier: "dpd", flags: ["delayed"] }),
      ]),
    );
    await syncShipments("driver:Ada");
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("no network");
    });
  });

  it("The list is that of the device, and says how old it is", async () => {
    const found = async (filter: object) => {
      const answer = await listShipmentsAnyhow(filter);
      return answer.ok && answer.data.items.map(({ id }) => id);
    };
    expect(await listShipmentsAnyhow({})).toMatchObject({ ok: true, fromCache: true, asOf: noon });
    expect(await found({})).toEqual(["2", "1"]);
    expect(await found({ search: "order" })).toEqual(["1"]);
    expect(await found({ search: "n-2" })).toEqual(["2"]);
    expect(await found({ search: "berl" })).toEqual(["1"]);
    expect(await found({ status: "on_hold" })).toEqual(["2"]);
    expect(await found({ carrier: "ups" })).toEqual(["1"]);
    expect(await found({ flag: "delayed" })).toEqual(["2"]);
    expect(await found({ archived: true })).toEqual([]);
  });

  it("A shipment that the device knows is shown, another is not", async () => {
    expect(await readShipmentAnyhow("1")).toMatchObject({
      ok: true,
      fromCache: true,
      data: { number: "N1" },
    });
    expect(await readShipmentAnyhow("7")).toMatchObject({ ok: false, problem: { slug: "offline" } });
  });
});

it("A shipment that the service no longer has is forgotten", async () => {
  await keepSeen(shipment("1"), noon);
  given(() => page([]));
  expect(await readShipmentAnyhow("1")).toMatchObject({ ok: false, problem: { status: 404 } });
  expect(await ids()).toEqual([]);
});
