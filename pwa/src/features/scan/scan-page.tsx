import "./scan.css";
import { useEffect, useRef, useState } from "preact/hooks";
import { findInText, readCode } from "../../offline/find-numbers";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { Loading } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { navigate, usePlace } from "../../ui/router";
import { useDetect } from "../../ui/use-detect";
import { useKnown } from "../../ui/use-known";
import { Basket, type Verdict } from "./basket";
import { ByHand } from "./by-hand";
import { allowSound, chooseSound, signal, soundIsOn } from "./feedback";
import { keepReader } from "./reader";
import { ScannedList } from "./scanned-list";
import { scanText as text } from "./strings";
import { readPhoto } from "./use-scan";
import { Viewfinder } from "./viewfinder";

export interface Said {
  words: string;
  verdict: Verdict | "fault";
}

/** What scans are for depends on who scans, which has to be known first. */
export function ScanPage() {
  const { query } = usePlace();
  const { me, may } = useCaller();
  if (me === null) return <Loading />;
  const wanted = query.get("for");
  return <Scan forStatus={wanted === "status" || (wanted !== "add" && may("events:write"))} />;
}

/** The camera above, what it read below, and the way on under the thumb. */
function Scan({ forStatus }: { forStatus: boolean }) {
  const { query } = usePlace();
  useEffect(() => void keepReader(), []);
  const [several, setSeveral] = useState(false);
  const [sound, setSound] = useState(soundIsOn);
  const scan = useScannedNumbers(query.get("numbers"), sound, forStatus || several, forStatus);

  return (
    // Whatever is touched first lets the page sound from then on.
    <div class="stack narrow scan" onPointerDown={allowSound}>
      <div class="row between">
        <PageHeading title={text.title} />
        <Button
          look="quiet"
          icon={sound ? "sound" : "silent"}
          iconOnly
          title={sound ? text.sound.on : text.sound.off}
          onClick={() => {
            chooseSound(!sound);
            setSound(!sound);
          }}
        >
          {sound ? text.sound.on : text.sound.off}
        </Button>
      </div>
      <Viewfinder said={scan.said} onCodes={scan.take} />
      {!forStatus && (
        <label class="check">
          <input
            type="checkbox"
            checked={several}
            onChange={(event) => setSeveral(event.currentTarget.checked)}
          />
          {text.several}
        </label>
      )}
      <ByHand onText={scan.takeText} onPhoto={scan.takePhoto} />
      <ScannedList
        numbers={scan.numbers}
        known={scan.known}
        detect={scan.detect}
        onRemove={scan.remove}
        onClear={scan.clear}
      />
      {scan.numbers.length > 0 && (
        <div class="scan-foot">
          <Button look="primary" wide icon={forStatus ? "pen" : "plus"} onClick={scan.goOn}>
            {forStatus ? text.updateThem(scan.numbers.length) : text.addThem(scan.numbers.length)}
          </Button>
        </div>
      )}
    </div>
  );
}

/** The list, what goes into it, and where it goes. */
function useScannedNumbers(before: string | null, sound: boolean, several: boolean, forStatus: boolean) {
  const detect = useDetect();
  const known = useKnown();
  const basket = useRef<Basket>(null);
  basket.current ??= new Basket(before?.split("\n").filter(Boolean) ?? []);
  const [numbers, setNumbers] = useState(basket.current.numbers);
  const [said, setSaid] = useState<Said | null>(null);
  const list = basket.current;

  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(null), 3500);
    return () => clearTimeout(timer);
  }, [said]);

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
  const openLink = (token: string, add: (number: string) => Verdict | null) => {
    const kept = [...known.values()].flat().find(({ shipment }) => shipment.token === token);
    if (kept && forStatus) tell(add(kept.number), kept.number);
    else navigate(`/s/${token}`);
  };
  const take = (codes: string[]) => {
    const contents = codes.map(contentOf).filter((content) => content !== null);
    const ours = contents.filter((content) => content.kind === "number" && known.has(content.number));
    if (several && ours.length > 1) {
      for (const each of ours) if (each.kind === "number") tell(list.see(each), each.number);
      return true;
    }
    // A label has several codes: the one that is surely a number is meant, not its neighbour with the route.
    const best = contents.find((content) => content.kind === "link" || content.sure) ?? contents[0];
    if (best?.kind === "link")
      openLink(best.token, (number) => list.see({ kind: "number", number, sure: true }));
    else if (best) tell(list.see(best), best.number);
    return best !== undefined;
  };
  const takeText = (typed: string) => {
    const found = findInText(typed, detect, location.origin);
    const single = contentOf(typed);
    const all = found.numbers.length > 0 ? found.numbers : single?.kind === "number" ? [single.number] : [];
    if (all.length === 0) return setSaid({ verdict: "fault", words: text.said.notANumber });
    const verdicts = all.map((number) => list.add(number));
    tell(verdicts.at(-1) ?? null, all.at(-1) ?? "");
  };
  const takePhoto = async (file: Blob) => {
    const codes = await readPhoto(file).catch(() => []);
    // One picture is all there is: what it says counts at once.
    if (![...codes, ...codes].reduce((any, code) => take([code]) || any, false))
      setSaid({ verdict: "fault", words: text.said.nothing });
  };
  const remove = (number: string) => {
    list.remove(number);
    setNumbers(list.numbers);
  };
  const clear = () => {
    list.clear();
    setNumbers(list.numbers);
  };
  return { numbers, said, known, detect, take, takeText, takePhoto, remove, clear, goOn };
}
