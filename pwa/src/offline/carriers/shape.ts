import { isDigit, isUpper } from "./number";
import { lookups } from "./table";

export interface ShapeFit {
  serialStart: number;
  serialEnd: number;
  /** Position of the check digit, -1 when the shape has none. */
  check: number;
  /** How much of the number the shape prescribes: its literal characters, and 1 for a lookup. */
  fixed: number;
  /** What a lookup tells about the number. */
  says: string | null;
}

/** Tries the alternatives of a shape in order; the first that fits counts. Linear: the notation never goes back. */
export function fitShape(shape: string, number: string): ShapeFit | null {
  for (const one of shape.split("|")) {
    const fit = new Reader(one, number).read();
    if (fit) return fit;
  }
  return null;
}

class Reader {
  private readonly shape: string;
  private readonly number: string;
  private i = 0;
  private at = 0;
  private readonly fit: ShapeFit = { serialStart: 0, serialEnd: 0, check: -1, fixed: 0, says: null };

  constructor(shape: string, number: string) {
    this.shape = shape;
    this.number = number;
  }

  read(): ShapeFit | null {
    while (this.i < this.shape.length) if (!this.token(this.shape.charAt(this.i++))) return null;
    return this.at === this.number.length ? this.fit : null;
  }

  private token(token: string): boolean {
    switch (token) {
      case " ":
        return true;
      case "{":
        this.fit.serialStart = this.at;
        return true;
      case "}":
        this.fit.serialEnd = this.at;
        return true;
      case "!":
        this.fit.check = this.at;
        return true;
      case "[": {
        const end = this.shape.indexOf("]", this.i);
        const set = this.shape.slice(this.i, end);
        this.i = end + 1;
        return this.at < this.number.length && set.includes(this.number.charAt(this.at++));
      }
      case "@":
        return this.lookUp(Number(this.shape.charAt(this.i++)));
      case "d":
      case "a":
      case "x":
        return this.run(token);
      default:
        this.fit.fixed++;
        return this.number.charAt(this.at++) === token;
    }
  }

  private lookUp(index: number): boolean {
    const lookup = lookups[index];
    if (!lookup) return false;
    const words = lookup.values.split(" ");
    const word = this.number.slice(this.at, this.at + (words[0]?.length ?? 0));
    this.at += word.length;
    this.fit.fixed++;
    this.fit.says = lookup.says?.replace("{value}", word) ?? null;
    return words.includes(word);
  }

  private run(kind: string): boolean {
    const least = this.count();
    let most = least;
    if (this.shape.charAt(this.i) === "-") {
      this.i++;
      most = this.count();
    }
    const start = this.at;
    while (
      this.at - start < most &&
      this.at < this.number.length &&
      isOf(kind, this.number.charCodeAt(this.at))
    )
      this.at++;
    return this.at - start >= least;
  }

  private count(): number {
    let count = 0;
    for (; isDigit(this.shape.charCodeAt(this.i)); this.i++)
      count = count * 10 + Number(this.shape.charAt(this.i));
    return count === 0 ? 1 : count;
  }
}

const isOf = (kind: string, code: number): boolean =>
  kind === "d" ? isDigit(code) : kind === "a" ? isUpper(code) : isDigit(code) || isUpper(code);
