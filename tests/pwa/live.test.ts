// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { follow, versionOf } from "../../pwa/src/ui/live";

/** A stream that the test speaks for. */
class Stream extends EventTarget {
  static readonly CLOSED = 2;
  static all: Stream[] = [];
  readyState = 1;
  constructor(readonly address: string) {
    super();
    Stream.all.push(this);
  }
  close() {
    this.readyState = Stream.CLOSED;
  }
  tell(version: number) {
    this.dispatchEvent(new MessageEvent("change", { lastEventId: String(version) }));
  }
  refuse() {
    this.close();
    this.dispatchEvent(new Event("error"));
  }
}

let shown = 0;
const look = vi.fn();
let stop: () => void;
const hidden = (is: boolean) => {
  Object.defineProperty(document, "hidden", { value: is, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("EventSource", Stream);
  Stream.all = [];
  shown = 3;
  look.mockReset();
  Object.defineProperty(document, "hidden", { value: false, configurable: true });
  stop = follow({ address: "/s/token/live", look, shown: () => shown });
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const stream = () => Stream.all.at(-1) as Stream;

it("Looks when it is told of a version that is not shown, and only then", () => {
  expect(stream().address).toBe("/s/token/live");
  stream().tell(3);
  expect(look).not.toHaveBeenCalled();
  stream().tell(4);
  expect(look).toHaveBeenCalledTimes(1);
});

it("Looks again while what it gets is older than what it was told of, and then gives up", async () => {
  stream().tell(4);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(look).toHaveBeenCalledTimes(2);
  shown = 4;
  await vi.advanceTimersByTimeAsync(20_000);
  expect(look).toHaveBeenCalledTimes(2);
  stream().tell(5);
  await vi.advanceTimersByTimeAsync(40_000);
  expect(look).toHaveBeenCalledTimes(6);
});

it("Asks every minute where the service refuses to tell, and lets it tell again later", async () => {
  stream().refuse();
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(look).toHaveBeenCalledTimes(3);
  expect(Stream.all).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(Stream.all).toHaveLength(2);
});

it("Asks seldom while it is told", async () => {
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(look).toHaveBeenCalledTimes(2);
});

it("Pauses while nobody looks, and asks when somebody does", async () => {
  hidden(true);
  expect(stream().readyState).toBe(Stream.CLOSED);
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(look).not.toHaveBeenCalled();
  hidden(false);
  expect(look).toHaveBeenCalledTimes(1);
  expect(Stream.all).toHaveLength(2);
});

it("Ends for good", async () => {
  stop();
  hidden(false);
  dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(10 * 60_000);
  expect(stream().readyState).toBe(Stream.CLOSED);
  expect(look).not.toHaveBeenCalled();
});

it("Asks every minute in a browser that knows no streams", async () => {
  stop();
  vi.stubGlobal("EventSource", undefined);
  stop = follow({ address: "/s/token/live", look, shown: () => shown });
  await vi.advanceTimersByTimeAsync(3 * 60_000);
  expect(look).toHaveBeenCalledTimes(3);
});

it.each([
  ['"12.abc.def-br"', 12],
  ['W/"7.x"', 7],
  ['"x"', 0],
  [null, 0],
])("Reads the version in %s", (etag, version) => {
  expect(versionOf(etag)).toBe(version);
});
