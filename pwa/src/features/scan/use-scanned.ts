import { useEffect, useRef, useState } from "preact/hooks";
import { type CodeContent, findInText, readCode } from "../../offline/find-numbers";
import { navigate } from "../../ui/router";
import { useDetect } from "../../ui/use-detect";
import { type Known, useKnown } from "../../ui/use-known";
import { Basket, type Verdict } from "./basket";
import { signal } from "./feedback";
import { scanText as text } from "./strings";
import { readPhoto } from "./use-scan";

export interface Said {
  words: string;
  verdict: Verdict | "fault";
}

interface Wishes {
  /** Numbers that were there before, one a line. */
  before: string | null;
  sound: boolean;
  /** Goes on after the first. */
  several: boolean;
  forStatus: boolean;
}

type ScannedNumber = Extract<CodeContent, { kind: "number" }>;

/** The list, what goes into it, and where it goes. */
export function useScanned({ before, sound, several, forStatus }: Wishes) {
  const detect = useDetect();
  const known = useKnown();
  const basket = useRef<Basket>(null);
  basket.current ??= new Basket(before?.split("\n").filter(Boolean) ?? []);
  const list = basket.current;
  const [numbers, setNumbers] = useState(list.numbers);
  const [said, setSaid] = useSaid();

  const goOn = () => {
    const all = encodeURIComponent([...list.numbers].reverse().join("\n"));
    list.clear();
    navigate(forStatus ? `/operator/status?scanned=1&numbers=${all}` : `/add?numbers=${all}`);
  };
  const tell = (verdict: Verdict | null, number: string) => {
    if (verdict === null || verdict === "unsure") return;
    signal(verdict, sound);
    setNumbers(list.numbers);
    setSaid({ verdict, words: text.said[verdict](number) });
    if (!several) goOn();
  };
  const contentOf = (raw: string) => readCode(raw, detect, (number) => known.has(number), location.origin);
  /** @returns Whether there was a number in the codes of one picture. */
  const take = (codes: string[]): boolean => {
    const contents = codes.map(contentOf).filter((content) => content !== null);
    const link = contents.find((content) => content.kind === "link");
    const ofLink = link && forStatus ? numberOf(link.token, known) : null;
    if (link && !ofLink) navigate(`/s/${link.token}`);
    const meant = ofLink ? [ofLink] : link ? [] : meantBy(contents, known, several);
    for (const each of meant) tell(list.see(each), each.number);
    return contents.length > 0;
  };
  const takeText = (typed: string) => {
    const found = findInText(typed, detect, location.origin).numbers;
    const single = contentOf(typed);
    const all = found.length > 0 ? found : single?.kind === "number" ? [single.number] : [];
    if (all.length === 0) return setSaid({ verdict: "fault", words: text.said.notANumber });
    const verdicts = all.map((number) => list.add(number));
    tell(verdicts.at(-1) ?? null, all.at(-1) ?? "");
  };
  const takePhoto = async (file: Blob) => {
    const codes = await readPhoto(file).catch(() => []);
    // One picture is all there is: what it says counts at once, as if it had been seen twice.
    if (!take(codes)) return setSaid({ verdict: "fault", words: text.said.nothing });
    take(codes);
  };
  const change = (how: () => void) => {
    how();
    setNumbers(list.numbers);
  };
  const remove = (number: string) => change(() => list.remove(number));
  const clear = () => change(() => list.clear());
  return { numbers, said, known, detect, take, takeText, takePhoto, remove, clear, goOn };
}

/** A word on what happened last, for a moment. */
function useSaid() {
  const [said, setSaid] = useState<Said | null>(null);
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), 3500);
    return () => clearTimeout(timer);
  }, [said]);
  return [said, setSaid] as const;
}

/**
 * Which numbers of a picture are meant: all that this device knows, else one. A label has several codes, and the one that is surely a
 * number is meant, not its neighbour with the route.
 */
function meantBy(contents: readonly CodeContent[], known: Known, several: boolean): ScannedNumber[] {
  const numbers = contents.filter((content) => content.kind === "number");
  const ours = numbers.filter(({ number }) => known.has(number));
  if (ours.length > 0) return several ? ours : ours.slice(0, 1);
  return [numbers.find(({ sure }) => sure) ?? numbers[0]].filter((each) => each !== undefined);
}

/** The number of a parcel of this service by its link, where this device knows the parcel. */
function numberOf(token: string, known: Known): ScannedNumber | null {
  const kept = [...known.values()].flat().find(({ shipment }) => shipment.token === token);
  return kept ? { kind: "number", number: kept.number, sure: true } : null;
}
