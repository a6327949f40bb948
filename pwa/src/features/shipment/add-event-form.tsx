import { useState } from "preact/hooks";
import { noAnswer, type Problem } from "../../api/client";
import type { AppendEventRequest, Classifier, Shipment, Status } from "../../api/types";
import { onChange } from "../../offline/changes";
import { discard, settled } from "../../offline/outbox/outbox";
import { ownerOf } from "../../offline/outbox/owner";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { SelectField, TextField } from "../../ui/field";
import { FormReader, toLocalInput } from "../../ui/form-data";
import { NOTE } from "../../ui/note";
import { ProblemBanner } from "../../ui/notices";
import { queue } from "../../ui/sending";
import { allStatuses } from "../../ui/status";
import { classifierWord, statusWord } from "../../ui/strings";
import { shipmentText as text } from "./strings";

/** What became of an entered event: the service has it, had it already, or will have it. */
export type Outcome = "sent" | "duplicate" | "waiting";

interface AddEventFormProps {
  shipment: Shipment;
  onDone: (outcome: Outcome) => void;
  onCancel: () => void;
}

const classifiers: Classifier[] = ["actual", "estimated", "planned"];
/** How long a person is kept waiting for the answer before the outbox takes over. */
const patience = 5000;

export function AddEventForm({ shipment, onDone, onCancel }: AddEventFormProps) {
  const { enter, busy, problem } = useEntry(shipment);
  const [status, setStatus] = useState<Status | "" | typeof NOTE>("in_transit");
  const [missing, setMissing] = useState(false);
  const [openedAt] = useState(() => toLocalInput(new Date().toISOString()));
  const isNote = status === NOTE;
  const errors = problem?.errors ?? {};

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const request = readEvent(new FormReader(event.currentTarget as HTMLFormElement));
    const nothing = isNote ? !request.raw_text : !request.status && !request.raw_code;
    setMissing(nothing);
    if (nothing) return;
    const outcome = await enter(request);
    if (outcome) onDone(outcome);
  };

  return (
    <form class="card stack" onSubmit={send} noValidate aria-label={text.addEvent}>
      <div class="fields">
        <SelectField
          label={text.status}
          name="status"
          value={status}
          choices={[
            ["", text.fromCode],
            [NOTE, text.onlyNote],
            ...allStatuses.map((word) => [word, statusWord[word]] as const),
          ]}
          onChange={(event) => setStatus(event.currentTarget.value as typeof status)}
          errors={missing ? [isNote ? text.noteMissing : text.statusOrCode] : errors.status}
        />
        <TextField
          label={text.time}
          name="event_time"
          type="datetime-local"
          required
          defaultValue={openedAt}
          errors={errors.event_time}
        />
        <TextField
          label={text.city}
          optional
          name="location.city"
          maxLength={100}
          errors={errors["location.city"]}
        />
        <TextField
          label={text.country}
          hint={text.countryHint}
          optional
          name="location.country"
          maxLength={2}
          errors={errors["location.country"]}
        />
        <TextField
          label={text.rawCode}
          hint={text.rawCodeHint}
          optional={status !== ""}
          name="raw_code"
          errors={errors.raw_code}
        />
        <TextField label={text.text} optional name="raw_text" errors={errors.raw_text} />
        <SelectField
          label={text.classifier}
          name="classifier"
          value="actual"
          choices={classifiers.map((word) => [word, classifierWord[word]] as const)}
        />
        {status === "delivered" && (
          <TextField label={text.receivedBy} optional name="received_by" maxLength={200} />
        )}
      </div>
      <label class="check">
        <input type="checkbox" name="correction" />
        {text.correction}
      </label>
      <ProblemBanner problem={problem} />
      <div class="row">
        <Button type="submit" look="primary" busy={busy}>
          {text.submitEvent}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  );
}

/** Puts an event into the outbox and waits a little for its answer. What the service refuses comes back into the form. */
function useEntry(shipment: Shipment) {
  const { me } = useCaller();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const enter = async (event: AppendEventRequest): Promise<Outcome | null> => {
    const owner = me && ownerOf(me);
    if (busy || !owner) return null;
    setBusy(true);
    setProblem(null);
    try {
      const target = { number: shipment.number, shipmentId: shipment.id };
      const kind = event.sub_status === NOTE ? "note" : "status";
      const [key = ""] = await queue([{ owner, target, work: { kind, event } }]);
      const item = await settled(key, (told) => onChange(told, "outbox"), navigator.onLine ? patience : 0);
      if (item?.state === "needs-you") {
        await discard([key]);
        setProblem(item.problem ?? noAnswer);
        return null;
      }
      if (item && item.state !== "done") return "waiting";
      return item?.duplicate ? "duplicate" : "sent";
    } catch {
      setProblem({ ...noAnswer, slug: "storage", title: text.storageFailed, detail: null });
      return null;
    } finally {
      setBusy(false);
    }
  };
  return { enter, busy, problem };
}

function readEvent(form: FormReader): AppendEventRequest {
  const time = form.time("event_time") ?? new Date().toISOString();
  const receivedBy = form.text("received_by");
  const status = form.text("status") as Status | typeof NOTE | undefined;
  return {
    event_time: time,
    precision: "minute",
    status: status === NOTE ? "unknown" : status,
    sub_status: status === NOTE ? NOTE : undefined,
    raw_code: form.text("raw_code"),
    raw_text: form.text("raw_text"),
    location: form.place("location"),
    classifier: form.text("classifier") as Classifier,
    source: "user",
    correction: form.checked("correction"),
    proof_of_delivery: receivedBy ? { received_by: receivedBy, at: time } : undefined,
  };
}
