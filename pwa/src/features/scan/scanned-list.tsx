import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { placeWords } from "../../ui/places";
import { Link } from "../../ui/router";
import { StatusBadge } from "../../ui/status-parts";
import type { Detect } from "../../ui/use-detect";
import type { Known } from "../../ui/use-known";
import { scanText as text } from "./strings";

interface ScannedListProps {
  numbers: readonly string[];
  known: Known;
  detect: Detect;
  onRemove: (number: string) => void;
  onClear: () => void;
}

/** Newest first: what was just read is in sight without scrolling. */
export function ScannedList({ numbers, known, detect, onRemove, onClear }: ScannedListProps) {
  if (numbers.length === 0) return null;
  return (
    <section class="stack tight" aria-labelledby="scanned">
      <div class="row between">
        <h2 id="scanned">
          {text.list} <span class="soft">{text.count(numbers.length)}</span>
        </h2>
        <Button look="quiet" onClick={onClear}>
          {text.clear}
        </Button>
      </div>
      <ul class="scanned">
        {numbers.map((number) => (
          <li key={number}>
            <Line number={number} known={known} detect={detect} />
            <Button
              look="quiet"
              icon="cross"
              iconOnly
              title={text.remove(number)}
              onClick={() => onRemove(number)}
            >
              {text.remove(number)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Line({ number, known, detect }: Pick<ScannedListProps, "known" | "detect"> & { number: string }) {
  const [kept, second] = known.get(number) ?? [];
  const best = detect(number).candidates[0];
  const place = kept && placeWords(kept.shipment.destination?.city, kept.shipment.destination?.country);
  return (
    <>
      <span class="scanned-mark" data-tone={kept || best?.proof === "check_digit" ? "done" : "neutral"}>
        <Icon name={kept || best?.proof === "check_digit" ? "check" : "label"} size={18} />
      </span>
      <span>
        <span class="mono strong scanned-number">
          {kept && !second ? <Link href={`/operator/shipments/${kept.id}`}>{number}</Link> : number}
        </span>
        <span class="small soft scanned-more">{place ?? best?.name ?? text.unknown}</span>
      </span>
      {kept && !second && <StatusBadge status={kept.shipment.status} />}
    </>
  );
}
