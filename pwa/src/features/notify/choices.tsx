import { useState } from "preact/hooks";
import type { Status } from "../../api/types";
import { Button } from "../../ui/button";
import { Field } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { statusWord } from "../../ui/strings";
import { notify as text } from "./strings";

/** What one can be told of, in the order in which it happens. */
const offered: readonly Status[] = [
  "picked_up",
  "in_transit",
  "on_hold",
  "out_for_delivery",
  "delivery_failed",
  "ready_for_pickup",
  "delivered",
  "return_to_sender",
  "returned",
];

export interface Chosen {
  statuses: Status[];
  quiet: { from: string; until: string } | null;
}

/** What is chosen for someone who has not chosen yet. */
export const usual: Record<"parcel" | "shipments", Chosen> = {
  parcel: {
    statuses: ["out_for_delivery", "delivery_failed", "ready_for_pickup", "delivered", "return_to_sender"],
    quiet: null,
  },
  shipments: { statuses: ["on_hold", "delivery_failed", "return_to_sender"], quiet: null },
};

interface ChoicesProps {
  lead: string;
  before: Chosen;
  submit: string;
  busy: boolean;
  onSubmit: (chosen: Chosen) => void;
  onCancel: () => void;
}

export function Choices({ lead, before, submit, busy, onSubmit, onCancel }: ChoicesProps) {
  const [statuses, setStatuses] = useState<readonly Status[]>(before.statuses);
  const [isQuiet, setQuiet] = useState(before.quiet !== null);
  const [times, setTimes] = useState(before.quiet ?? { from: "22:00", until: "07:00" });
  const none = statuses.length === 0;
  const send = (event: Event) => {
    event.preventDefault();
    if (none || busy) return;
    const ordered = offered.filter((status) => statuses.includes(status));
    onSubmit({ statuses: ordered, quiet: isQuiet && times.from !== times.until ? times : null });
  };
  const toggle = (status: Status) =>
    setStatuses((old) => (old.includes(status) ? old.filter((other) => other !== status) : [...old, status]));
  return (
    <form class="stack" onSubmit={send}>
      <fieldset class="stack tight">
        <legend>{lead}</legend>
        {offered.map((status) => (
          <label key={status} class="check">
            <input
              type="checkbox"
              name="status"
              value={status}
              checked={statuses.includes(status)}
              onChange={() => toggle(status)}
            />
            {statusWord[status]}
          </label>
        ))}
      </fieldset>
      <div role="alert">
        {none && (
          <p class="small row">
            <Icon name="alert" size={16} />
            {text.chooseOne}
          </p>
        )}
      </div>
      <label class="check">
        <input type="checkbox" checked={isQuiet} onChange={() => setQuiet(!isQuiet)} />
        {text.quiet}
      </label>
      {isQuiet && (
        <>
          <p class="small soft">{text.quietHint}</p>
          <div class="row">
            <Time
              label={text.from}
              value={times.from}
              onInput={(from) => setTimes((old) => ({ ...old, from }))}
            />
            <Time
              label={text.until}
              value={times.until}
              onInput={(until) => setTimes((old) => ({ ...old, until }))}
            />
          </div>
        </>
      )}
      <div class="row">
        <Button type="submit" look="primary" icon="bell" busy={busy || none}>
          {submit}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  );
}

function Time({ label, value, onInput }: { label: string; value: string; onInput: (value: string) => void }) {
  return (
    <Field label={label}>
      {(ties) => (
        <input
          class="input"
          type="time"
          required
          value={value}
          onInput={(event) => onInput(event.currentTarget.value)}
          {...ties}
        />
      )}
    </Field>
  );
}
