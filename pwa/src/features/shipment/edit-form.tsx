import { useState } from "preact/hooks";
import { updateShipment } from "../../api/shipments";
import type { Shipment, UpdateShipmentRequest } from "../../api/types";
import { Button } from "../../ui/button";
import { FormReader } from "../../ui/form-data";
import { ProblemBanner } from "../../ui/notices";
import { readShipmentFields, ShipmentFields } from "../../ui/shipment-fields";
import type { Loaded } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { shipmentText as text } from "./strings";

interface EditFormProps {
  answer: Loaded<Shipment>;
  shipment: Shipment;
  onDone: (shipment: Shipment) => void;
  onCancel: () => void;
}

export function EditForm({ answer, shipment, onDone, onCancel }: EditFormProps) {
  // What the person started from: a newer state that arrives meanwhile must end in a conflict, not be overwritten.
  const [base, setBase] = useState({ shipment, etag: answer.etag });
  const etag = base.etag ?? `"${base.shipment.version}"`;
  const { submit, busy, problem } = useSubmission((request: UpdateShipmentRequest, key) =>
    updateShipment(shipment.id, request, etag, key),
  );
  const conflict = problem?.status === 412 || problem?.status === 409;

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const form = new FormReader(event.currentTarget as HTMLFormElement);
    const updated = await submit(readShipmentFields(form, base.shipment));
    if (updated) onDone(updated);
  };
  const adopt = () => {
    answer.reload();
    setBase({ shipment, etag: answer.etag });
  };

  return (
    <form class="card stack" onSubmit={send} noValidate aria-label={text.edit}>
      <ShipmentFields shipment={base.shipment} errors={problem?.errors ?? {}} />
      <ProblemBanner
        problem={
          conflict && problem ? { ...problem, title: text.conflictTitle, detail: text.conflict } : problem
        }
        onRetry={conflict ? adopt : undefined}
      />
      <div class="row">
        <Button type="submit" look="primary" busy={busy}>
          {text.save}
        </Button>
        <Button onClick={onCancel}>{text.cancel}</Button>
      </div>
    </form>
  );
}
