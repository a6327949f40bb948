import { afterEach, describe, expect, it, vi } from "vitest";
import { call, FROM_CACHE, get, post, queryString } from "../../pwa/src/api/client";
import { randomId } from "../../pwa/src/api/random-id";
import { json, problem, service } from "./samples";

afterEach(() => vi.unstubAllGlobals());

function given(answers: Parameters<typeof service>[0]) {
  const { fetch, asked } = service(answers);
  vi.stubGlobal("fetch", fetch);
  return asked;
}

describe("call", () => {
  it("Gives the data, the ETag, the server's own time, and that time by this device's clock", async () => {
    vi.useFakeTimers({ now: Date.parse("2026-03-02T11:00:00Z") });
    const dated = (time: string, more = {}) => ({
      etag: '"7"',
      date: `Mon, 02 Mar 2026 ${time} GMT`,
      ...more,
    });
    given({
      "GET /x": () => json({ a: 1 }, { headers: dated("09:00:00") }),
      "GET /late": () => json({}, { headers: dated("08:59:30") }),
      "GET /kept": () => json({}, { headers: dated("07:00:00", { [FROM_CACHE]: "1" }) }),
    });
    expect(await get("/x")).toEqual({
      ok: true,
      data: { a: 1 },
      etag: '"7"',
      asOf: Date.parse("2026-03-02T11:00:00Z"),
      date: Date.parse("2026-03-02T09:00:00Z"),
      fromCache: false,
    });
    // The device is two hours ahead: an answer half a minute old, and one of two hours ago, are just that by its own clock.
    expect(await get("/late")).toMatchObject({ asOf: Date.parse("2026-03-02T10:59:30Z") });
    expect(await get("/kept")).toMatchObject({ asOf: Date.parse("2026-03-02T09:00:00Z"), fromCache: true });
    vi.useRealTimers();
  });

  it("Reads how long the service wants to be left alone", async () => {
    const refusal = (after: string) => () => json({}, { status: 503, headers: { "retry-after": after } });
    const soon = new Date(Date.now() + 90_000).toUTCString();
    given({
      "GET /s": refusal("7"),
      "GET /d": refusal(soon),
      "GET /odd": refusal("soon"),
      "GET /none": () => problem(503, "x"),
    });
    const pause = async (path: string) => {
      const answer = await get(path);
      return answer.ok ? null : answer.problem.retryAfter;
    };
    expect(await pause("/s")).toBe(7000);
    expect(await pause("/d")).toBeGreaterThan(80_000);
    expect(await pause("/odd")).toBeUndefined();
    expect(await pause("/none")).toBeUndefined();
  });

  it("Says that an answer came from the cache", async () => {
    given({ "GET /x": () => json({}, { headers: { [FROM_CACHE]: "1" } }) });
    expect(await get("/x")).toMatchObject({ ok: true, fromCache: true });
  });

  it("Reads a problem with its fields", async () => {
    given({
      "POST /x": () => problem(422, "validation-failed", { errors: { "destination.country": ["Unknown."] } }),
    });
    const answer = await post("/x", { json: {} });
    expect(answer).toMatchObject({
      ok: false,
      problem: {
        slug: "validation-failed",
        status: 422,
        requestId: "r-1",
        errors: { "destination.country": ["Unknown."] },
      },
    });
  });

  it("Makes a problem of an error page that is no problem document", async () => {
    given({ "GET /x": () => new Response("<h1>Bad gateway</h1>", { status: 502 }) });
    expect(await get("/x")).toMatchObject({
      ok: false,
      problem: { slug: "http-502", status: 502, errors: {} },
    });
  });

  it("Is offline when no answer comes, and when a promised JSON body is cut off", async () => {
    given({ "GET /cut": () => new Response('{"a":') });
    expect(await get("/nowhere")).toMatchObject({ ok: false, problem: { slug: "offline", status: 0 } });
    expect(await get("/cut")).toMatchObject({ ok: false, problem: { slug: "offline" } });
  });

  it("Sends a fresh Idempotency-Key with every write and none with a read", async () => {
    const asked = given({
      "GET /x": () => json({}),
      "POST /x": () => json({}),
      "DELETE /x": () => new Response(null, { status: 204 }),
    });
    await get("/x");
    await post("/x", { json: {} });
    await post("/x", { json: {} });
    await call("DELETE", "/x");
    const keys = asked.map((request) => request.headers.get("idempotency-key"));
    expect(keys[0]).toBeNull();
    expect(new Set(keys.slice(1)).size).toBe(3);
    expect(keys.slice(1).every(Boolean)).toBe(true);
  });

  it("Sends If-Match, the given key and the given media type", async () => {
    const asked = given({ "PUT /x": () => json({}), "POST /f?id=1": () => json({}) });
    await call("PUT", "/x", { json: {}, ifMatch: '"3"', idempotencyKey: "k" });
    await post("/f", {
      query: { id: "1", none: undefined, blank: "" },
      raw: { body: "a,b", type: "text/csv" },
    });
    expect(asked[0]?.headers.get("if-match")).toBe('"3"');
    expect(asked[0]?.headers.get("idempotency-key")).toBe("k");
    expect(asked[1]?.headers.get("content-type")).toBe("text/csv");
    expect(await asked[1]?.text()).toBe("a,b");
  });

  it("Gives up after the time it was given", async () => {
    vi.stubGlobal(
      "fetch",
      (_: string, { signal }: RequestInit) =>
        new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason))),
    );
    expect(await get("/slow", { timeoutMs: 5 })).toMatchObject({ ok: false, problem: { slug: "offline" } });
  });
});

it("A query leaves out what is absent and encodes what is there", () => {
  expect(queryString({ search: "a&b", status: undefined, flag: "", archived: false })).toBe(
    "?search=a%26b&archived=false",
  );
  expect(queryString(undefined)).toBe("");
});

it("A random id is a UUID of version 4 also where crypto.randomUUID is missing", () => {
  vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
  expect(randomId()).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
