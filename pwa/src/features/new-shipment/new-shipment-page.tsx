import { useState } from "preact/hooks";
import { createShipment } from "../../api/shipments";
import type { CreateShipmentRequest } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { navigate } from "../../ui/router";
import { readShipmentFields, ShipmentFields } from "../../ui/shipment-fields";
import { useCarriers } from "../../ui/use-carriers";
import { useDetect } from "../../ui/use-detect";
import { useSubmission } from "../../ui/use-submission";
import { newShipment as text } from "./strings";

export function NewShipmentPage() {
  const carriers = useCarriers();
  const detect = useDetect();
  const [number, setNumber] = useState("");
  const [missing, setMissing] = useState(false);
  const { submit, busy, problem } = useSubmission(createShipment);
  const errors = problem?.errors ?? {};
  const read = number.trim() ? detect(number) : null;
  const hint = read?.candidates.length
    ? text.reads([...new Set(read.candidates.map(({ name }) => name))].join(", "))
    : read?.hints[0]?.hint;

  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setMissing(number.trim() === "");
    if (number.trim() === "") return;
    const form = new FormReader(event.currentTarget as HTMLFormElement);
    const { proof_of_delivery: _, ...details } = readShipmentFields(form);
    const request: CreateShipmentRequest = {
      number: number.trim(),
      carrier: form.text("carrier"),
      ...details,
    };
    const shipment = await submit(request);
    if (shipment) navigate(`/operator/shipments/${shipment.id}`);
  };

  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <form class="card stack" onSubmit={send} noValidate>
        <div class="fields">
          <TextField
            label={text.number}
            hint={hint}
            name="number"
            class="input mono"
            autoComplete="off"
            spellcheck={false}
            maxLength={100}
            value={number}
            onInput={(event) => setNumber(event.currentTarget.value)}
            errors={missing ? [text.missing] : errors.number}
          />
          <SelectField
            label={text.carrier}
            name="carrier"
            value=""
            choices={[
              ["", text.detect],
              ...carriers.map(({ id, name }) => [id, name] as const),
              ["other", text.other],
            ]}
            errors={errors.carrier}
          />
        </div>
        <ShipmentFields errors={errors} />
        <ProblemBanner problem={problem} />
        <Button type="submit" look="primary" wide busy={busy}>
          {text.create}
        </Button>
      </form>
    </div>
  );
}
