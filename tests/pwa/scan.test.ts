// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Basket } from "../../pwa/src/features/scan/basket";
import { faultOf } from "../../pwa/src/features/scan/camera";
import { openReader } from "../../pwa/src/features/scan/reader";

const number = "1Z999AA10123456784";
const sure = { kind: "number", number, sure: true } as const;
const unsure = { kind: "number", number: "SHOP000123", sure: false } as const;

beforeEach(() => localStorage.clear());

describe("The list of scans", () => {
  it("One code that stays before the camera is one scan, and a word about it only later", () => {
    const basket = new Basket([], 0);
    expect(basket.see(sure, 0)).toBe("new");
    expect(basket.see(sure, 100)).toBeNull();
    expect(basket.see(sure, 2900)).toBeNull();
    expect(basket.see(sure, 9000)).toBe("again");
    expect(basket.numbers).toEqual([number]);
  });

  it("A number that nothing proves counts when two pictures in a row say it", () => {
    const basket = new Basket([], 0);
    expect(basket.see(unsure, 0)).toBe("unsure");
    expect(basket.see(sure, 100)).toBe("new");
    expect(basket.see(unsure, 200)).toBe("unsure");
    expect(basket.see(unsure, 300)).toBe("new");
  });

  it("What was taken off can be scanned again", () => {
    const basket = new Basket([], 0);
    basket.see(sure, 0);
    basket.remove(number, 10);
    expect(basket.see(sure, 20)).toBe("new");
  });

  it("Takes fifty and says so", () => {
    const basket = new Basket([], 0);
    for (let at = 0; at < 50; at++) expect(basket.add(`NUMBER${1000 + at}`, at)).toBe("new");
    expect(basket.add("ONEMORE0001", 60)).toBe("full");
  });

  it("Outlives the page until it is used, or half a day has gone by", () => {
    new Basket([], 0).add(number, 1000);
    expect(new Basket(["OTHER00001"], 2000).numbers).toEqual(["OTHER00001", number]);
    expect(new Basket([], 13 * 3_600_000).numbers).toEqual([]);
    new Basket([], 2000).clear();
    expect(new Basket([], 2000).numbers).toEqual([]);
  });

  it.each(["{", "null", "[]", '{"at":1,"numbers":7}', '{"at":1,"numbers":[7,null]}'])(
    "Starts empty where the storage holds %s",
    (text) => {
      localStorage.setItem("edge-scans", text);
      expect(new Basket([], 2).numbers).toEqual([]);
    },
  );
});

describe("The reader", () => {
  const all = "code_128 code_39 itf ean_13 ean_8 upc_a upc_e qr_code data_matrix pdf417".split(" ");
  const started = vi.fn();

  const browserReads = (formats: string[]) =>
    vi.stubGlobal(
      "BarcodeDetector",
      class {
        static getSupportedFormats = async () => formats;
        detect = async () => [{ rawValue: number }];
      },
    );

  beforeEach(() => {
    started.mockReset();
    vi.stubGlobal(
      "Worker",
      class {
        constructor(url: string) {
          started(url);
        }
        addEventListener() {}
        terminate() {}
      },
    );
  });

  afterEach(() => vi.unstubAllGlobals());

  it("Is the browser's own where that reads every kind of code", async () => {
    browserReads([...all, "aztec"]);
    const reader = await openReader();
    expect(await reader.read(document.createElement("video"))).toEqual([number]);
    expect(started).not.toHaveBeenCalled();
  });

  it("Is the library where the browser reads fewer, or none", async () => {
    browserReads(all.slice(1));
    await openReader();
    vi.stubGlobal("BarcodeDetector", undefined);
    await openReader();
    expect(started).toHaveBeenCalledTimes(2);
  });
});

it.each([
  ["NotAllowedError", "denied"],
  ["NotFoundError", "none"],
  ["NotReadableError", "busy"],
  ["TypeError", "unavailable"],
])("A camera that fails with %s is %s", (name, fault) => {
  expect(faultOf(Object.assign(new Error("x"), { name }))).toBe(fault);
  expect(faultOf("no error at all")).toBe("unavailable");
});
