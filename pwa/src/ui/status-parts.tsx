import type { ShipmentFlag, Status } from "../api/types";
import { Icon } from "./icons";
import { flagTone, lookOf, stepCount } from "./status";
import { flagWord, statusWord, ui } from "./strings";

export function StatusBadge({ status }: { status: Status }) {
  const look = lookOf(status);
  return (
    <span class="badge" data-tone={look.tone}>
      <Icon name={look.icon} size={16} />
      {statusWord[status] ?? status}
    </span>
  );
}

export function Flags({ flags }: { flags: readonly ShipmentFlag[] }) {
  if (flags.length === 0) return null;
  return (
    <ul class="row flags">
      {flags.map((flag) => (
        <li key={flag} class="badge" data-tone={flagTone(flag)}>
          <Icon name={flag === "stale" || flag === "delayed" ? "clock" : "alert"} size={16} />
          {flagWord[flag] ?? flag}
        </li>
      ))}
    </ul>
  );
}

/** The five steps of every parcel as a bar; nothing for a status that is none of them. */
export function Steps({ status }: { status: Status }) {
  const { step, tone } = lookOf(status);
  if (step === 0) return null;
  return (
    <div
      class="steps"
      data-tone={tone}
      role="img"
      aria-label={ui.progress(step, stepCount, ui.steps[step - 1] ?? "")}
    >
      {ui.steps.map((name, index) => (
        <i key={name} data-state={index + 1 < step ? "past" : index + 1 === step ? "now" : "next"} />
      ))}
    </div>
  );
}
