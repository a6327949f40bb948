import "fake-indexeddb/auto";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FROM_CACHE } from "../../pwa/src/api/client";
import { addNumber } from "../../pwa/src/features/add/add-numbers";
import { database } from "../../pwa/src/offline/database";
import {
  findParcel,
  followToken,
  keepWaiting,
  listFollowed,
  waitingKey,
} from "../../pwa/src/offline/parcels";
import { isDue, pauseAfter, refreshParcels } from "../../pwa/src/offline/refresh";
import { json, problem, service, shipment, stored } from "./samples";

beforeEach(async () => (await database()).clear("parcels"));
afterEach(() => vi.unstubAllGlobals());

function given(answers: Parameters<typeof service>[0]) {
  const { fetch, asked } = service(answers);
  vi.stubGlobal("fetch", fetch);
  return asked;
}

const minute = 60_000;

describe("refreshParcels", () => {
  it("Keeps the news of every followed parcel", async () => {
    await followToken("tok-1");
    given({ "GET /s/tok-1.json": () => json(shipment({ status: "delivered" })) });
    expect(await refreshParcels(true)).toEqual({ asked: 1, stopped: null });
    expect((await findParcel("tok-1"))?.shipment?.status).toBe("delivered");
  });

  it("Marks a parcel that the service no longer has, and asks no more", async () => {
    await followToken("tok-1");
    const asked = given({ "GET /s/tok-1.json": () => problem(404, "shipment-not-found") });
    await refreshParcels();
    await refreshParcels();
    expect((await findParcel("tok-1"))?.gone).toBe(true);
    expect(asked).toHaveLength(1);
  });

  it("Stops at the first sign that the service wants a pause", async () => {
    for (let i = 0; i < 20; i++) await followToken(`tok-${i}`);
    vi.stubGlobal("fetch", async () => problem(429, "too-many-requests"));
    const round = await refreshParcels(true);
    expect(round.stopped?.status).toBe(429);
    expect(round.asked).toBeLessThanOrEqual(4);
  });

  it("Does not pass an answer of the cache off as news", async () => {
    await followToken("tok-1");
    given({ "GET /s/tok-1.json": () => json(shipment(), { headers: { [FROM_CACHE]: "1" } }) });
    expect((await refreshParcels(true)).stopped?.slug).toBe("offline");
  });

  it("Turns a waiting number into a parcel once the service knows it", async () => {
    await keepWaiting({ number: "RR1", postcode: "10115", attempts: 1, nextTryAt: 0 });
    const asked = given({
      "POST /api/v1/follow": () => json({ token: "tok-1", path: "/s/tok-1" }),
      "GET /s/tok-1.json": () => json(shipment()),
    });
    await refreshParcels();
    expect(await asked[0]?.json()).toEqual({ number: "RR1", postcode: "10115" });
    expect((await listFollowed()).map(({ key }) => key)).toEqual(["tok-1"]);
  });

  it("Tries an unknown number again later and later", async () => {
    await keepWaiting({ number: "RR1", attempts: 0, nextTryAt: 0 });
    const asked = given({ "POST /api/v1/follow": () => problem(404, "shipment-not-found") });
    await refreshParcels(false, 1000);
    await refreshParcels(false, 1000 + 14 * minute);
    expect(asked).toHaveLength(1);
    await refreshParcels(false, 1000 + 15 * minute);
    expect((await findParcel(waitingKey("RR1")))?.waiting).toMatchObject({
      attempts: 2,
      nextTryAt: 1000 + 45 * minute,
    });
  });

  it("A number that the service refuses does not hold up the others", async () => {
    await keepWaiting({ number: "BAD", attempts: 0, nextTryAt: 0 });
    given({ "POST /api/v1/follow": () => problem(422, "validation-failed") });
    expect((await refreshParcels(false, 1000)).stopped).toBeNull();
    expect((await findParcel(waitingKey("BAD")))?.waiting?.attempts).toBe(1);
  });

  it("Does not count a lost connection as an answer", async () => {
    await keepWaiting({ number: "RR1", attempts: 0, nextTryAt: 0 });
    given({});
    expect((await refreshParcels()).stopped?.slug).toBe("offline");
    expect((await findParcel(waitingKey("RR1")))?.waiting?.attempts).toBe(0);
  });
});

it("A moving parcel is due after a minute, one that has arrived after hours, one that is gone never", () => {
  expect(isDue(stored({}, { asOf: 0 }), minute - 1)).toBe(false);
  expect(isDue(stored({}, { asOf: 0 }), minute)).toBe(true);
  expect(isDue(stored({ status: "delivered" }), 60 * minute)).toBe(false);
  expect(isDue(stored({ status: "delivered" }), 6 * 60 * minute)).toBe(true);
  expect(isDue(stored({}, { gone: true }), 1e12)).toBe(false);
});

it("The pause doubles up to twelve hours", () => {
  expect([1, 2, 3, 20].map((attempt) => pauseAfter(attempt) / minute)).toEqual([15, 30, 60, 720]);
});

describe("addNumber", () => {
  const detection = {
    number: "RR123456785DE",
    candidates: [
      {
        carrier: "s10",
        name: "Post",
        format: "s10.item",
        proof: "check_digit" as const,
        reason: "",
        tracking_url: "https://post.example/RR1",
      },
    ],
    hints: [],
  };

  it("Follows a known number", async () => {
    given({
      "POST /api/v1/follow": () => json({ token: "tok-1", path: "/s/tok-1" }),
      "GET /s/tok-1.json": () => json(shipment()),
    });
    expect(await addNumber(detection, "")).toMatchObject({ outcome: "followed", token: "tok-1" });
    expect(await listFollowed()).toMatchObject([
      { key: "tok-1", followed: true, shipment: { token: "tok-1" } },
    ]);
  });

  it.each([
    ["waiting", 404, 1],
    ["busy", 429, 0],
    ["busy", 503, 0],
  ])("Keeps a number as %s after %i", async (outcome, status, attempts) => {
    given({ "POST /api/v1/follow": () => problem(status, "x") });
    expect(await addNumber(detection, "10115")).toMatchObject({
      outcome,
      trackingUrl: "https://post.example/RR1",
    });
    expect(await listFollowed()).toMatchObject([
      { waiting: { number: "RR123456785DE", postcode: "10115", carrierName: "Post", attempts } },
    ]);
  });

  it("Does not keep what the service says is no number", async () => {
    given({ "POST /api/v1/follow": () => problem(400, "invalid", { errors: { number: ["Too short."] } }) });
    expect(await addNumber(detection, "")).toMatchObject({ outcome: "refused", reason: "Too short." });
    expect(await listFollowed()).toEqual([]);
  });

  it("Keeps a number that was added without a connection", async () => {
    given({});
    expect(await addNumber(detection, "")).toMatchObject({ outcome: "offline" });
    expect(await listFollowed()).toHaveLength(1);
  });
});
