import type { CarrierDetection } from "../api/types";
import { normalise } from "./numbers";

type Detect = (number: string) => CarrierDetection;

/** What a barcode says: a parcel's number, or the link of a parcel of this service. */
export type CodeContent =
  | {
      kind: "number";
      number: string /** A check digit fits, or the device knows it: no misreading. */;
      sure: boolean;
    }
  | { kind: "link"; token: string };

/** What parts the fields of GS1 and ISO 15434 codes (control characters), and the usual marks. */
const betweenFields = /[\p{Cc}|;,]+/u;

/**
 * Finds the parcel's number in what a code on a label says: it may stand alone, in a link, or among other fields.
 * Null for what is no number, such as a routing code with words in it.
 */
export function readCode(
  raw: string,
  detect: Detect,
  isKnown: (number: string) => boolean,
  origin: string,
): CodeContent | null {
  // The symbology identifier that some readers put in front (ISO/IEC 15424).
  const text = raw.trim().replace(/^\][A-Za-z]\d/, "");
  const token = tokenIn(text, origin);
  if (token) return { kind: "link", token };
  const isLink = /^[a-z][a-z0-9+.-]*:\/\//i.test(text);
  const pieces = isLink ? partsOfLink(text) : [text, ...text.split(betweenFields)];
  const numbers = [...new Set(pieces.filter(isOneWord).map(normalise).filter(couldBeNumber))];
  const sure = numbers.find(isKnown) ?? numbers.find((number) => isProven(detect(number)));
  if (sure) return { kind: "number", number: sure, sure: true };
  const number = numbers.find((each) => detect(each).candidates.length > 0) ?? (isLink ? null : numbers[0]);
  return number ? { kind: "number", number, sure: false } : null;
}

/** The numbers and the links to parcels in a text of words, such as a mail that somebody shared; each once, 50 at most. */
export function findInText(
  text: string,
  detect: Detect,
  origin: string,
): { numbers: string[]; tokens: string[] } {
  const links = text.match(/https?:\/\/[^\s"'<>]+/gi) ?? [];
  const tokens = links.map((link) => tokenIn(link, origin)).filter((token) => token !== null);
  // A link's own words are looked at part by part, and groups of figures with blanks between them as one number.
  const words = links.reduce((rest, link) => rest.replace(link, " "), text);
  const grouped = (words.match(/[0-9A-Z]{1,6}(?:[ .-][0-9A-Z]{1,6}){2,}/g) ?? [])
    .map(normalise)
    .filter((number) => number.length >= 11 && isProven(detect(number)));
  const single = [...words.split(/[^0-9A-Za-z.-]+/), ...links.flatMap(partsOfLink)]
    .map(normalise)
    .filter(couldBeNumber);
  const strong = single.filter((number) => number.length >= 11 && isProven(detect(number)));
  const likely = single.filter((number) => number.length >= 8 && detect(number).candidates.length > 0);
  const best = grouped.length + strong.length > 0 ? [...grouped, ...strong] : likely;
  return { numbers: [...new Set(best)].slice(0, 50), tokens: [...new Set(tokens)] };
}

const isProven = ({ candidates }: CarrierDetection) => candidates[0]?.proof === "check_digit";

const isOneWord = (piece: string) =>
  /^[0-9A-Za-z][0-9A-Za-z ().\-_/:#]*$/.test(piece.trim().replace(/^\(/, ""));

/** Six or more letters and figures with four figures among them. */
const couldBeNumber = (number: string) =>
  number.length >= 6 && number.length <= 40 && number.replace(/[^0-9]/g, "").length >= 4;

function tokenIn(link: string, origin: string): string | null {
  if (!link.startsWith(`${origin}/s/`)) return null;
  return /^\/s\/([A-Za-z0-9_-]+)/.exec(link.slice(origin.length))?.[1] ?? null;
}

function partsOfLink(link: string): string[] {
  try {
    const { pathname, searchParams, hash } = new URL(link);
    return [...searchParams.values(), ...`${decodeURIComponent(pathname)}/${hash.slice(1)}`.split(/[/=&,]/)];
  } catch {
    return [];
  }
}
