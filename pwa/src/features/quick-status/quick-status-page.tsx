import "./quick-status.css";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Status } from "../../api/types";
import { splitNumbers } from "../../offline/numbers";
import { Button, buttonClass } from "../../ui/button";
import { Field, TextField } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { Banner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { here } from "../../ui/position";
import { Link, navigate, usePlace } from "../../ui/router";
import { lookOf } from "../../ui/status";
import { useDetect } from "../../ui/use-detect";
import { useKnown } from "../../ui/use-known";
import { NumberList } from "./number-list";
import { quickText as text } from "./strings";
import { useKeep } from "./use-keep";

export type Choice = Status | "note";

const choices: Choice[] = [
  "out_for_delivery",
  "delivered",
  "delivery_failed",
  "ready_for_pickup",
  "picked_up",
  "in_transit",
  "note",
];

/** One status for many parcels, made for a thumb: choose, enter numbers, press the button at the bottom. */
export function QuickStatusPage() {
  const { query } = usePlace();
  const detect = useDetect();
  const known = useKnown();
  const [choice, setChoice] = useState<Choice>("out_for_delivery");
  const [typed, setTyped] = useState(query.get("numbers") ?? "");
  const scanned = query.has("scanned") ? (query.get("numbers") ?? "").split("\n") : [];
  const [more, setMore] = useState({ note: "", receivedBy: "", withPlace: false });
  const [fault, setFault] = useState<{ numbers?: string; note?: string }>({});
  const input = useRef<HTMLTextAreaElement>(null);
  const { keep, busy, said } = useKeep();
  const numbers = useMemo(
    () => splitNumbers(typed, (number) => known.has(number) || detect(number).candidates.length > 0),
    [typed, detect, known],
  );

  const submit = async (event: Event) => {
    event.preventDefault();
    const wrong = {
      numbers: numbers.length === 0 ? text.nothing : undefined,
      note: choice === "note" && !more.note.trim() ? text.noteMissing : undefined,
    };
    setFault(wrong);
    if (wrong.numbers || wrong.note || busy) return wrong.numbers ? input.current?.focus() : undefined;
    const place = more.withPlace ? await here() : undefined;
    const kept = await keep({ choice, numbers, known, place, wantedPlace: more.withPlace, scanned, ...more });
    if (!kept) return;
    // A reload must not offer the same numbers again.
    if (query.size > 0) navigate("/operator/status", { replace: true });
    setTyped("");
    setMore((old) => ({ ...old, note: "", receivedBy: "" }));
  };

  return (
    <form class="stack narrow quick" onSubmit={submit} noValidate>
      <PageHeading title={text.title} />
      <div role="status" class="stack tight">
        {said && (
          <Banner tone={said.failed ? "fault" : "done"} icon={said.failed ? "alert" : "tray"}>
            <p>{said.words}</p>
            {said.placeFailed && <p>{text.placeFailed}</p>}
            {!said.failed && (
              <p>
                <Link href="/outbox">{text.look}</Link>
              </p>
            )}
          </Banner>
        )}
      </div>
      <Choices choice={choice} onChoose={setChoice} />
      <Field
        label={text.numbers}
        hint={text.numbersHint}
        errors={fault.numbers ? [fault.numbers] : undefined}
      >
        {(ties) => (
          <textarea
            {...ties}
            ref={input}
            class="input mono quick-numbers"
            rows={Math.min(8, Math.max(2, typed.split("\n").length))}
            autoComplete="off"
            autoCapitalize="characters"
            spellcheck={false}
            value={typed}
            onInput={(event) => setTyped(event.currentTarget.value)}
          />
        )}
      </Field>
      <div>
        <Link
          href={`/scan?for=status&numbers=${encodeURIComponent(numbers.join("\n"))}`}
          class={buttonClass("plain")}
        >
          <Icon name="scan" />
          {text.scan}
        </Link>
      </div>
      <NumberList numbers={numbers} known={known} detect={detect} />
      {choice === "delivered" && (
        <TextField
          label={text.receivedBy}
          optional
          maxLength={200}
          value={more.receivedBy}
          onInput={(event) => setMore({ ...more, receivedBy: event.currentTarget.value })}
        />
      )}
      <TextField
        label={text.noteField}
        hint={text.noteHint}
        optional={choice !== "note"}
        maxLength={500}
        value={more.note}
        errors={fault.note ? [fault.note] : undefined}
        onInput={(event) => setMore({ ...more, note: event.currentTarget.value })}
      />
      <label class="check">
        <input
          type="checkbox"
          checked={more.withPlace}
          onChange={(event) => setMore({ ...more, withPlace: event.currentTarget.checked })}
        />
        {text.place}
      </label>
      <div class="foot">
        <Button type="submit" look="primary" wide icon="check" busy={busy}>
          {text.submit(numbers.length)}
        </Button>
      </div>
    </form>
  );
}

function Choices({ choice, onChoose }: { choice: Choice; onChoose: (choice: Choice) => void }) {
  return (
    <fieldset>
      <legend class="strong">{text.what}</legend>
      <div class="choices">
        {choices.map((each) => {
          const look = each === "note" ? { icon: "note" as const, tone: "neutral" as const } : lookOf(each);
          return (
            <label key={each} class="choice" data-tone={look.tone}>
              <input
                type="radio"
                name="choice"
                class="visually-hidden"
                checked={each === choice}
                onChange={() => onChoose(each)}
              />
              <Icon name={look.icon} size={24} />
              <span>{each === "note" ? text.note : text.words[each]}</span>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
