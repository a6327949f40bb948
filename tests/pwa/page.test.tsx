// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Answer, Problem } from "../../pwa/src/api/client";
import { applyTheme, chooseTheme, nextTheme, readTheme } from "../../pwa/src/shell/theme";
import { TextField } from "../../pwa/src/ui/field";
import { Timeline } from "../../pwa/src/ui/timeline";
import { type Loaded, useAnswer } from "../../pwa/src/ui/use-answer";
import { useSubmission } from "../../pwa/src/ui/use-submission";

let root: HTMLElement;

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
});

afterEach(() => {
  render(null, root);
  root.remove();
  localStorage.clear();
});

const failed = (status: number, slug: string): Answer<never> => {
  const problem: Problem = { slug, status, title: slug, detail: null, requestId: null, errors: {} };
  return { ok: false, problem };
};

const good = <T,>(data: T, fromCache = false): Answer<T> => ({
  ok: true,
  data,
  etag: null,
  asOf: 1,
  date: null,
  fromCache,
});

describe("useSubmission", () => {
  async function keysOf(answers: Answer<string>[], bodies: string[]): Promise<string[]> {
    const keys: string[] = [];
    let submit: (body: string) => Promise<string | null> = async () => null;
    function Form() {
      ({ submit } = useSubmission((_: string, key) => {
        keys.push(key);
        return Promise.resolve(answers.shift() ?? good("done"));
      }));
      return null;
    }
    act(() => render(<Form />, root));
    for (const body of bodies) await act(() => submit(body).then(() => undefined));
    return keys;
  }

  it("Repeats the same content under the same key after a lost answer", async () => {
    const keys = await keysOf([failed(0, "offline"), failed(503, "unavailable")], ["a", "a", "a"]);
    expect(new Set(keys).size).toBe(1);
  });

  it("Takes a new key for other content", async () => {
    const keys = await keysOf([failed(0, "offline")], ["a", "b"]);
    expect(new Set(keys).size).toBe(2);
  });

  it("Takes a new key after an answer, good or bad", async () => {
    const keys = await keysOf([good("ok"), failed(422, "validation-failed")], ["a", "a", "a"]);
    expect(new Set(keys).size).toBe(3);
  });
});

describe("useAnswer", () => {
  let shown: Loaded<string> | null = null;
  function Page({ id, load }: { id: string; load: () => Promise<Answer<string>> }) {
    shown = useAnswer(id, load);
    return null;
  }
  const settled = () => act(() => new Promise((resolve) => setTimeout(resolve)));
  const show = async (id: string, load: () => Promise<Answer<string>>) => {
    await act(() => render(<Page id={id} load={load} />, root));
    await settled();
  };

  it("Keeps what was shown when renewing fails, and says that it is old", async () => {
    await show("a", async () => good("first"));
    expect(shown).toMatchObject({ data: "first", stale: false, loading: false });
    await show("a", async () => failed(0, "offline"));
    await act(() => shown?.reload());
    await settled();
    expect(shown).toMatchObject({ data: "first", stale: true, problem: { slug: "offline" } });
  });

  it("Shows nothing of one thing under the name of another", async () => {
    await show("a", async () => good("first"));
    await show("b", async () => failed(404, "shipment-not-found"));
    expect(shown).toMatchObject({ data: null, problem: { status: 404 } });
  });

  it("Loads anew when the network comes back", async () => {
    await show("a", async () => good("old", true));
    expect(shown?.stale).toBe(true);
    await show("a", async () => good("new"));
    await act(() => void dispatchEvent(new Event("online")));
    await settled();
    expect(shown).toMatchObject({ data: "new", stale: false });
  });
});

describe("Colours", () => {
  it("Go from the device's to light to dark and around", () => {
    expect([nextTheme("auto"), nextTheme("light"), nextTheme("dark")]).toEqual(["light", "dark", "auto"]);
  });

  it("Are kept, applied to the page and to the browser's own bar", () => {
    const meta = document.createElement("meta");
    meta.setAttribute("name", "theme-color");
    document.head.append(meta);
    chooseTheme("dark");
    expect(readTheme()).toBe("dark");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(meta.content).toBe("#0e1014");
    chooseTheme("auto");
    expect(document.documentElement.dataset.theme).toBeUndefined();
    meta.remove();
  });

  it("Ignore a word in the storage that is none of theirs", () => {
    localStorage.setItem("edge-theme", "pink");
    applyTheme();
    expect(readTheme()).toBe("auto");
  });
});

it("A field is tied to its label, hint and error", () => {
  act(() => render(<TextField label="City" hint="As on the label" errors={["Too long."]} />, root));
  const input = root.querySelector("input");
  expect(root.querySelector("label")?.htmlFor).toBe(input?.id);
  const described = input
    ?.getAttribute("aria-describedby")
    ?.split(" ")
    .map((id) => document.getElementById(id)?.textContent);
  expect(described).toEqual(["As on the label", "Too long."]);
  expect(input?.getAttribute("aria-invalid")).toBe("true");
});

it("A timeline escapes what carriers write", () => {
  const event = {
    id: "1",
    at: "2026-03-02T09:00:00Z",
    precision: "minute",
    status: "in_transit",
    classifier: "actual",
  } as const;
  const place = "<img src=x onerror=alert(1)>";
  act(() => render(<Timeline events={[{ ...event, place, correction: false }]} />, root));
  expect(root.querySelector("img")).toBeNull();
  expect(root.textContent).toContain(place);
});
