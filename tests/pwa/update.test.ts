// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { heal } from "../../pwa/src/shell/heal";
import { isQuiet } from "../../pwa/src/shell/quiet";

const unregister = vi.fn(async () => true);
const forgotten: string[] = [];
const reload = vi.fn();
let served: () => Promise<Response>;
let held: string[] = [];

beforeEach(() => {
  sessionStorage.clear();
  unregister.mockClear();
  reload.mockClear();
  forgotten.length = 0;
  held = [];
  served = async () => Response.json({ release: "new" });
  vi.stubGlobal("fetch", () => served());
  vi.stubGlobal("caches", {
    keys: async () => ["workbox-precache-v2", "edge-parcels"],
    delete: async (name: string) => forgotten.push(name) > 0,
  });
  Object.defineProperty(navigator, "serviceWorker", {
    value: { getRegistrations: async () => [{ unregister }] },
    configurable: true,
  });
  Object.defineProperty(navigator, "locks", {
    value: { query: async () => ({ held: held.map((name) => ({ name })) }) },
    configurable: true,
  });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  document.body.replaceChildren();
});

describe("Healing", () => {
  it("Takes the worker and the caches away and loads the page, and leaves databases alone", async () => {
    const databases = vi.fn();
    vi.stubGlobal("indexedDB", { deleteDatabase: databases });
    expect(await heal(reload)).toBe(true);
    expect(unregister).toHaveBeenCalledTimes(1);
    expect(forgotten).toEqual(["workbox-precache-v2", "edge-parcels"]);
    expect(reload).toHaveBeenCalledTimes(1);
    expect(databases).not.toHaveBeenCalled();
  });

  it("Does not go round in circles", async () => {
    await heal(reload);
    expect(await heal(reload)).toBe(false);
    expect(reload).toHaveBeenCalledTimes(1);
    vi.spyOn(Date, "now").mockReturnValue(Date.now() + 11 * 60_000);
    expect(await heal(reload)).toBe(true);
  });

  it.each<[string, () => Promise<Response>]>([
    ["without a connection", () => Promise.reject(new TypeError("offline"))],
    ["when the service is down", async () => new Response("", { status: 503 })],
    ["behind a page of a hotel's network", async () => new Response("<html>")],
  ])("Keeps what there is %s", async (_, answer) => {
    served = answer;
    expect(await heal(reload)).toBe(false);
    expect(unregister).not.toHaveBeenCalled();
    expect(forgotten).toEqual([]);
  });

  it("Does nothing where nothing can stop the circle", async () => {
    const forbidden = () => {
      throw new Error("forbidden");
    };
    vi.stubGlobal("sessionStorage", { getItem: forbidden, setItem: forbidden });
    expect(await heal(reload)).toBe(false);
    expect(reload).not.toHaveBeenCalled();
  });
});

describe("A moment in which a reload takes nothing away", () => {
  const page = (html: string) => {
    document.body.innerHTML = html;
    return document.body.firstElementChild as HTMLInputElement;
  };

  it("Is one in which nothing happens", async () => {
    page("<input value='given'><select><option>a</option><option>b</option></select><input type='checkbox'>");
    expect(await isQuiet()).toBe(true);
  });

  it("Is none while somebody is in a field", async () => {
    page("<textarea></textarea>").focus();
    expect(await isQuiet()).toBe(false);
  });

  it("Is none while a field holds what was entered", async () => {
    page("<input>").value = "1Z999AA10123456784";
    expect(await isQuiet()).toBe(false);
  });

  it("Is none while there is something that no field holds, as a signature", async () => {
    page("<div data-unsaved></div>");
    expect(await isQuiet()).toBe(false);
  });

  it("Is none while the outbox is sent", async () => {
    held = ["edge-sending"];
    expect(await isQuiet()).toBe(false);
  });
});
