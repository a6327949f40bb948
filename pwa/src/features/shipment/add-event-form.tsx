import { useState } from "preact/hooks";
import { appendEvent } from "../../api/shipments";
import type { AppendEventRequest, AppendedEvent, Classifier, Shipment, Status } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader, toLocalInput } from "../../ui/form-data";
import { ProblemBanner } from "../../ui/notices";
import { allStatuses } from "../../ui/status";
import { classifierWord, statusWord } from "../../ui/strings";
import { useSubmission } from "../../ui/use-submission";
import { shipmentText as text } from "./strings";

interface AddEventFormProps {
  shipment: Shipment;
  onDone: (result: AppendedEvent) => void;
  onCancel: () => void;
}

const classifiers: Classifier[] = ["actual", "estimated", "planned"];

export function AddEventForm({ shipment, onDone, onCancel }: AddEventFormProps) {
  const { submit, busy, problem } = useSubmission((request: AppendEventRequest, key) =>
    appendEvent(shipment.id, request, key),
  );
  const [status, setStatus] = useState<Status | "">("in_transit");
  const [missing, setMissing] = useState(false);
  const [openedAt] = useState(() => toLocalInput(new Date().toISOString()));
  const errors = problem?.errors ?? {};

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const request = readEvent(new FormReader(event.currentTarget as HTMLFormElement));
    const nothing = !request.status && !request.raw_code;
    setMissing(nothing);
    if (nothing) return;
    const result = await submit(request);
    if (result) onDone(result);
  };

  return (
    <form class="card stack" onSubmit={send} noValidate aria-label={text.addEvent}>
      <div class="fields">
        <SelectField
          label={text.status}
          name="status"
          value={status}
          choices={[["", text.fromCode], ...allStatuses.map((word) => [word, statusWord[word]] as const)]}
          onChange={(event) => setStatus(event.currentTarget.value as Status | "")}
          errors={missing ? [text.statusOrCode] : errors.status}
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

function readEvent(form: FormReader): AppendEventRequest {
  const time = form.time("event_time") ?? new Date().toISOString();
  const receivedBy = form.text("received_by");
  return {
    event_time: time,
    precision: "minute",
    status: form.text("status") as Status | undefined,
    raw_code: form.text("raw_code"),
    raw_text: form.text("raw_text"),
    location: form.place("location"),
    classifier: form.text("classifier") as Classifier,
    source: "user",
    correction: form.checked("correction"),
    proof_of_delivery: receivedBy ? { received_by: receivedBy, at: time } : undefined,
  };
}
