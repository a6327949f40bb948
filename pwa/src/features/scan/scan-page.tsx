import "./scan.css";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { Loading } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { usePlace } from "../../ui/router";
import { ByHand } from "./by-hand";
import { allowSound, chooseSound, soundIsOn } from "./feedback";
import { keepReader } from "./reader";
import { ScannedList } from "./scanned-list";
import { scanText as text } from "./strings";
import { useScanned } from "./use-scanned";
import { Viewfinder } from "./viewfinder";

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
  const scan = useScanned({ before: query.get("numbers"), sound, several: forStatus || several, forStatus });

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
      <ScannedList
        numbers={scan.numbers}
        known={scan.known}
        detect={scan.detect}
        onRemove={scan.remove}
        onClear={scan.clear}
      />
      <ByHand onText={scan.takeText} onPhoto={scan.takePhoto} />
      {scan.numbers.length > 0 && (
        <div class="foot">
          <Button look="primary" wide icon={forStatus ? "pen" : "plus"} onClick={scan.goOn}>
            {forStatus ? text.updateThem(scan.numbers.length) : text.addThem(scan.numbers.length)}
          </Button>
        </div>
      )}
    </div>
  );
}
