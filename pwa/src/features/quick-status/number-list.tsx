import { Icon } from "../../ui/icons";
import { placeWords } from "../../ui/places";
import { StatusBadge } from "../../ui/status-parts";
import type { Detect } from "../../ui/use-detect";
import type { Known } from "../../ui/use-known";

interface NumberListProps {
  numbers: readonly string[];
  known: Known;
  detect: Detect;
}

/** What each number stands for, as far as this device can tell. */
export function NumberList({ numbers, known, detect }: NumberListProps) {
  if (numbers.length === 0) return null;
  return (
    <ul class="quick-list">
      {numbers.map((number) => {
        const [kept, second] = known.get(number) ?? [];
        const hint = detect(number).hints[0]?.hint;
        const place = kept && placeWords(kept.shipment.destination?.city, kept.shipment.destination?.country);
        return (
          <li key={number}>
            <Icon name={kept ? "check" : hint ? "alert" : "label"} size={18} />
            <span>
              <span class="mono strong">{number}</span>
              <span class="small soft quick-more">
                {kept ? place : (hint ?? detect(number).candidates[0]?.name)}
              </span>
            </span>
            {kept && !second && <StatusBadge status={kept.shipment.status} />}
          </li>
        );
      })}
    </ul>
  );
}
