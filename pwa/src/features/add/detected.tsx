import type { CarrierDetection } from "../../api/types";
import { Icon } from "../../ui/icons";
import { add as text } from "./strings";

/** What the typed numbers are taken for. Screen readers hear only how many there are, not every keystroke's guess. */
export function Detected({ found }: { found: readonly CarrierDetection[] }) {
  return (
    <div>
      <p role="status" class="visually-hidden">
        {found.length > 0 && text.found(found.length)}
      </p>
      <ul class="detected">
        {found.map((detection) => (
          <Line key={detection.number} detection={detection} />
        ))}
      </ul>
    </div>
  );
}

function Line({ detection }: { detection: CarrierDetection }) {
  const [best, ...others] = detection.candidates;
  const hint = best?.proof === "check_digit" ? undefined : detection.hints[0];
  const tone = best?.proof === "check_digit" ? "done" : hint ? "care" : best ? "transit" : "neutral";
  return (
    <li data-tone={tone}>
      <span class="detected-mark">
        <Icon
          name={best?.proof === "check_digit" ? "check" : hint ? "alert" : best ? "label" : "question"}
          size={18}
        />
      </span>
      <div>
        <p class="mono strong">
          <Marked number={detection.number} positions={hint?.positions ?? []} />
        </p>
        {best && (
          <p class="small">
            <b>{best.name}</b>{" "}
            <span class="soft">{best.proof === "check_digit" ? text.proven : text.shape}</span>
          </p>
        )}
        {others.length > 0 && (
          <p class="small soft">{text.or([...new Set(others.map(({ name }) => name))].join(", "))}</p>
        )}
        {hint && <p class="small detected-hint">{hint.hint}</p>}
        {!best && !hint && <p class="small soft">{text.noCarrier}</p>}
      </div>
    </li>
  );
}

/** The number with the neighbours marked that may have been swapped. */
function Marked({ number, positions }: { number: string; positions: readonly number[] }) {
  const [at] = positions;
  if (at === undefined || positions.length !== 1) return <>{number}</>;
  return (
    <>
      {number.slice(0, at)}
      <mark>{number.slice(at, at + 2)}</mark>
      {number.slice(at + 2)}
    </>
  );
}
