import type { CodeContent } from "../../offline/find-numbers";

/** As many as one update or one round of adding takes. */
export const atMost = 50;

const name = "edge-scans";
const keptFor = 12 * 60 * 60_000;
/** A code that stays before the camera is one scan. */
const quietFor = 3000;

export type Verdict = "new" | "again" | "full" | "unsure";

/** The numbers scanned so far, newest first. They outlive a crash and a reload, until they are used. */
export class Basket {
  #numbers: string[];
  readonly #seenAt = new Map<string, number>();
  #unsure = "";

  constructor(before: readonly string[], now = Date.now()) {
    this.#numbers = [...new Set([...before, ...readKept(now)])].slice(0, atMost);
  }

  get numbers(): readonly string[] {
    return this.#numbers;
  }

  /**
   * Takes in what the camera read; null while the same code just stays before it. A number that nothing proves counts once two
   * frames in a row read it: a misreading hardly happens twice.
   */
  see({ number, sure }: Extract<CodeContent, { kind: "number" }>, now = Date.now()): Verdict | null {
    const isOld = now - (this.#seenAt.get(number) ?? Number.NEGATIVE_INFINITY) < quietFor;
    const isConfirmed = sure || this.#unsure === number || this.#seenAt.has(number);
    this.#unsure = number;
    if (!isConfirmed) return "unsure";
    this.#seenAt.set(number, now);
    return isOld ? null : this.add(number, now);
  }

  add(number: string, now = Date.now()): Verdict {
    if (this.#numbers.includes(number)) return "again";
    if (this.#numbers.length >= atMost) return "full";
    this.#numbers = [number, ...this.#numbers];
    this.#keep(now);
    return "new";
  }

  remove(number: string, now = Date.now()): void {
    this.#numbers = this.#numbers.filter((each) => each !== number);
    this.#seenAt.delete(number);
    this.#keep(now);
  }

  clear(): void {
    this.#numbers = [];
    this.#seenAt.clear();
    this.#keep(0);
  }

  #keep(at: number): void {
    try {
      if (this.#numbers.length === 0) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify({ at, numbers: this.#numbers }));
    } catch {
      // Without storage the list lasts as long as the page.
    }
  }
}

function readKept(now: number): string[] {
  try {
    const { at, numbers } = JSON.parse(localStorage.getItem(name) ?? "{}");
    const isFresh = typeof at === "number" && now - at < keptFor && Array.isArray(numbers);
    return isFresh ? numbers.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}
