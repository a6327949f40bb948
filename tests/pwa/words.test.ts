import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { explain } from "../../pwa/src/features/parcel/why";
import { tokenIn } from "../../pwa/src/features/sign-in/token-in";
import { match } from "../../pwa/src/ui/router";
import { allFlags, allStatuses, lookOf } from "../../pwa/src/ui/status";
import { flagWord, statusMeaning, statusWord } from "../../pwa/src/ui/strings";
import { shipment } from "./samples";

const contract = readFileSync(new URL("../../shared/Contracts/Status.cs", import.meta.url), "utf8");

/** The words of an enum of the contract, as they travel. */
function wireWords(name: string): string[] {
  const body = new RegExp(`public enum ${name}\\s*\\{([^}]*)\\}`).exec(contract)?.[1] ?? "";
  const names = body
    .split(",")
    .map((word) => word.trim())
    .filter(Boolean);
  return names.map((word) => word.replace(/(?<!^)[A-Z]/g, "_$&").toLowerCase());
}

describe("The app knows every word of the contract", () => {
  it.each(wireWords("Status"))("status %s", (status) => {
    const known = allStatuses.find((one) => one === status);
    expect(known).toBeDefined();
    if (!known) return;
    expect(statusWord[known]).toBeTruthy();
    expect(statusMeaning[known]).toBeTruthy();
    expect(lookOf(known).icon).toBeTruthy();
  });

  it("all flags", () => {
    expect([...allFlags].sort()).toEqual(wireWords("ShipmentFlag").sort());
    expect(Object.keys(flagWord).sort()).toEqual(wireWords("ShipmentFlag").sort());
  });
});

describe("explain", () => {
  it("Names the event and the rule that read it", () => {
    const [event, rule] = explain(shipment());
    expect(event).toContain("“On its way”");
    expect(rule).toContain("UPS reported the code “I”");
  });

  it.each([
    ["given", "named the status themselves"],
    ["unmapped", "changed nothing"],
  ])("Puts the rule %s in words", (rule, words) => {
    expect(explain(shipment({ explanation: { event_id: "e1", rule } })).join(" ")).toContain(words);
  });

  it("Says so when there is no event, or one that is not in the list", () => {
    expect(explain(shipment({ explanation: { rule: "none" } }))).toHaveLength(1);
    expect(explain(shipment({ explanation: { event_id: "gone", rule: "ups.I" } }))[0]).toContain(
      "not in this list",
    );
  });
});

describe("tokenIn", () => {
  const token = "abcdefghij-KLMNOP_123";
  it.each([
    ["a whole link", `https://edge.example/sign-in#token=${token}`, token],
    ["a fragment", `#token=${token}`, token],
    ["the token alone", ` ${token}\n`, token],
    ["another fragment", "#about", null],
    ["a link without one", "https://edge.example/sign-in", null],
    ["nothing", "", null],
    ["markup", "#token=<script>alert(1)</script>", null],
  ])("Reads %s", (_, text, expected) => {
    expect(tokenIn(text)).toBe(expected);
  });
});

describe("match", () => {
  it.each([
    ["/s/:token", "/s/abc", { token: "abc" }],
    ["/s/:token", "/s/a%2Fb", { token: "a/b" }],
    ["/add", "/add/", {}],
    ["/", "/", {}],
    ["/s/:token", "/s/", null],
    ["/s/:token", "/s/a/b", null],
    ["/s/:token", "/s/%E0%A4%A", null],
    ["/add", "/other", null],
  ])("%s and %s", (pattern, path, expected) => {
    expect(match(pattern, path)).toEqual(expected);
  });
});
