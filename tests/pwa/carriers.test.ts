import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { detect, normalise, trackingUrl } from "../../pwa/src/offline/carriers";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url));
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));

interface FormatNumbers {
  format: string;
  checked: boolean;
  valid: string[];
  invalid: string[];
}

interface Mutations {
  seed: number;
  count: number;
  block: number;
  alphabet: string;
  proven: number;
  shaped: number;
  hinted: number;
  refused: number;
  blocks: string[];
}

const formats: FormatNumbers[] = read(fixture("carrier-numbers.json")).formats;
const candidateOf = (number: string, format: string) =>
  detect(number).candidates.find((c) => c.format === format);

describe.each(formats)("$format", ({ format, checked, valid, invalid }) => {
  it.each(valid)("is detected in %s", (number) => {
    expect(candidateOf(number, format)?.proof).toBe(checked ? "check_digit" : "shape");
  });

  it.each(invalid)("is no candidate for %s", (number) => {
    expect(candidateOf(number, format)).toBeUndefined();
  });
});

describe("detection", () => {
  it("puts a proven carrier before one whose shape alone fits", () => {
    const proofs = detect("C11031500001879").candidates.map((c) => c.proof);
    expect(proofs[0]).toBe("check_digit");
    expect([...proofs].sort()).toEqual(proofs);
  });

  it("names the post behind an international number, the post that it knows first", () => {
    const { candidates } = detect("rb 123 456 785 us");
    expect(candidates.map((c) => c.format)).toEqual(["usps.s10", "s10.item"]);
    expect(candidates[1]?.reason).toBe("The check digit fits UPU S10, issued by the post of US.");
    expect(candidates[1]).not.toHaveProperty("tracking_url");
  });

  it("finds the two digits that were swapped", () => {
    const { candidates, hints } = detect("1Z5R89390375567127");
    expect(candidates).toEqual([]);
    expect(hints).toHaveLength(1);
    expect(hints[0]).toMatchObject({ carrier: "ups", format: "ups.1z" });
    expect(hints[0]?.positions).toContain(10);
    expect(hints[0]?.hint).toContain("11 and 12");
  });

  it("gives no hint once a carrier is proven", () => {
    expect(detect("477179081230").hints).toEqual([]);
  });

  it.each([
    "",
    "   ",
    "12345678\u0000",
    "12345678,87654321",
    "1Z<script>",
    "é",
    "９８７６５４３２１",
    "1".repeat(65),
    "-".repeat(300),
    "-".repeat(1_000_000),
  ])("answers emptily for what is no number (%#)", (text) => {
    expect(normalise(text).fault).toMatch(/^A tracking number/);
    expect(detect(text)).toEqual({ number: "", candidates: [], hints: [] });
  });

  it("takes 64 characters and blanks, dashes and dots between them", () => {
    expect(normalise(` ${"a-1. ".repeat(32)}\r\n`).number).toBe("A1".repeat(32));
  });
});

describe("trackingUrl", () => {
  it("puts the number in its place", () => {
    expect(trackingUrl("ups", "1Z5R89390357567127")).toBe(
      "https://www.ups.com/track?tracknum=1Z5R89390357567127",
    );
  });

  it("lets no number break out of the address", () => {
    expect(trackingUrl("ups", "$&'?a=b#c")).toBe("https://www.ups.com/track?tracknum=%24%26'%3Fa%3Db%23c");
  });

  it.each(["s10", "amazon", "nobody"])("is null for %s", (carrier) =>
    expect(trackingUrl(carrier, "1")).toBeNull(),
  );
});

// The service runs the same mutations over the same numbers: tests/Edge.Tests/Features/Tracking/Carriers/MutationTests.cs.
// UPDATE_CARRIER_BASELINE=1 writes what this side answers; the other side must then agree.
describe("mutated numbers", () => {
  it("get the same answers as from the service", () => {
    const path = fixture("carrier-mutations.json");
    const baseline: Mutations = read(path);
    const answers = answerAll(baseline);
    if (process.env.UPDATE_CARRIER_BASELINE) writeFileSync(path, `${JSON.stringify(answers, null, 2)}\n`);
    else expect(answers).toEqual(baseline);
  });
});

function answerAll({ seed, count, block, alphabet }: Mutations): Mutations {
  const answers: Mutations = {
    seed,
    count,
    block,
    alphabet,
    proven: 0,
    shaped: 0,
    hinted: 0,
    refused: 0,
    blocks: [],
  };
  const numbers = formats.flatMap(({ valid, invalid }) => [...valid, ...invalid]);
  const next = random(seed);
  let lines = "";
  for (let i = 1; i <= count; i++) {
    const text = mutate(numbers[next(numbers.length)] ?? "", alphabet, next);
    const detection = detect(text);
    const first = detection.candidates[0];
    if (first) answers[first.proof === "check_digit" ? "proven" : "shaped"]++;
    if (detection.hints.length > 0) answers.hinted++;
    const { fault } = normalise(text);
    if (fault !== undefined) answers.refused++;
    lines += `${fault ?? JSON.stringify(detection)}\n`;
    if (i % block !== 0) continue;
    answers.blocks.push(createHash("sha256").update(lines).digest("hex").slice(0, 16));
    lines = "";
  }
  return answers;
}

/** xorshift32 (Marsaglia 2003), small enough to be written twice. */
function random(seed: number): (below: number) => number {
  let x = seed;
  return (below) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    return (x >>> 0) % below;
  };
}

function mutate(number: string, alphabet: string, next: (below: number) => number): string {
  let text = number;
  for (let edits = next(4); edits > 0; edits--) {
    const kind = next(9);
    const at = next(text.length + 1);
    const digit = String(next(10));
    const any = alphabet.charAt(next(alphabet.length));
    const before = text.slice(0, at);
    const after = text.slice(at + 1);
    if (kind <= 2) text = before + digit + after;
    else if (kind === 3) text = before + any + after;
    else if (kind === 4) text = before + any + text.slice(at);
    else if (kind === 5) text = before + after;
    else if (kind === 6) text = before + after.slice(0, 1) + text.slice(at, at + 1) + after.slice(1);
    else if (kind === 7) text = text.toLowerCase();
    else text = (at % 2 === 0 ? "42012345" : "420123456789") + text;
  }
  return text;
}
