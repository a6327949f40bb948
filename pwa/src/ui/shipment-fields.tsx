import type { Location, Shipment, UpdateShipmentRequest } from "../api/types";
import { TextField } from "./field";
import { type FormReader, toLocalInput } from "./form-data";
import { Icon } from "./icons";

const words = {
  reference: "Reference",
  referenceHint: "Your own order or invoice number",
  pieces: "Pieces",
  weight: "Weight in kg",
  to: "Destination",
  from: "Origin",
  name: "Name or street",
  city: "City",
  postcode: "Postcode",
  country: "Country",
  countryHint: "Two letters, as in DE",
  etaFrom: "Expected from",
  etaThrough: "Expected until",
  promised: "Promised for",
  times: "Expected and promised",
};

interface ShipmentFieldsProps {
  shipment?: Shipment;
  errors: Record<string, string[]>;
}

/** The details of a shipment that a person may edit, as inputs named by their path on the wire. */
export function ShipmentFields({ shipment, errors }: ShipmentFieldsProps) {
  const eta = shipment?.eta;
  return (
    <>
      <div class="fields">
        <TextField
          label={words.reference}
          hint={words.referenceHint}
          optional
          name="reference"
          defaultValue={shipment?.reference ?? ""}
          errors={errors.reference}
        />
        <TextField
          label={words.pieces}
          optional
          name="pieces"
          type="number"
          min="1"
          defaultValue={shipment?.pieces?.toString() ?? ""}
          errors={errors.pieces}
        />
        <TextField
          label={words.weight}
          optional
          name="weight_kg"
          inputMode="decimal"
          defaultValue={shipment?.weight_grams ? String(shipment.weight_grams / 1000) : ""}
          errors={errors.weight_grams}
        />
      </div>
      <PlaceFields legend={words.to} prefix="destination" place={shipment?.destination} errors={errors} />
      <details class="disclosure">
        <summary>
          {words.from}
          <Icon name="chevron" size={18} />
        </summary>
        <PlaceFields legend={words.from} prefix="origin" place={shipment?.origin} errors={errors} />
      </details>
      <details class="disclosure">
        <summary>
          {words.times}
          <Icon name="chevron" size={18} />
        </summary>
        <div class="fields">
          <TimeField
            label={words.etaFrom}
            name="eta.from"
            value={eta?.from}
            errors={errors["eta.from"] ?? errors.eta}
          />
          <TimeField
            label={words.etaThrough}
            name="eta.through"
            value={eta?.through}
            errors={errors["eta.through"]}
          />
          <TimeField
            label={words.promised}
            name="promised_at"
            value={shipment?.promised_at}
            errors={errors.promised_at}
          />
        </div>
      </details>
    </>
  );
}

interface TimeFieldProps {
  label: string;
  name: string;
  value: string | null | undefined;
  errors?: string[];
}

const TimeField = ({ label, name, value, errors }: TimeFieldProps) => (
  <TextField
    label={label}
    optional
    name={name}
    type="datetime-local"
    defaultValue={toLocalInput(value)}
    errors={errors}
  />
);

interface PlaceFieldsProps {
  legend: string;
  prefix: string;
  place?: Location | null;
  errors: Record<string, string[]>;
}

export function PlaceFields({ legend, prefix, place, errors }: PlaceFieldsProps) {
  const field = (
    part: "name" | "city" | "postcode" | "country",
    extra: { hint?: string; maxLength: number },
  ) => (
    <TextField
      label={words[part]}
      optional
      name={`${prefix}.${part}`}
      defaultValue={place?.[part] ?? ""}
      errors={errors[`${prefix}.${part}`]}
      {...extra}
    />
  );
  return (
    <fieldset>
      <legend class="strong">{legend}</legend>
      <div class="fields narrow-fields">
        {field("name", { maxLength: 200 })}
        {field("city", { maxLength: 100 })}
        {field("postcode", { maxLength: 20 })}
        {field("country", { maxLength: 2, hint: words.countryHint })}
      </div>
    </fieldset>
  );
}

/** The same fields as the wire wants them. What has no input (coordinates, proof of delivery) is kept as it was. */
export function readShipmentFields(form: FormReader, old?: Shipment): UpdateShipmentRequest {
  const kilograms = form.number("weight_kg");
  const [from, through] = [form.time("eta.from"), form.time("eta.through")];
  return {
    reference: form.text("reference"),
    origin: samePlace(form.place("origin"), old?.origin),
    destination: samePlace(form.place("destination"), old?.destination),
    pieces: form.number("pieces"),
    weight_grams: kilograms === undefined ? undefined : Math.round(kilograms * 1000),
    eta:
      from || through
        ? {
            from: from ?? through ?? "",
            through: through ?? from ?? "",
            source: old?.eta?.source ?? undefined,
          }
        : undefined,
    promised_at: form.time("promised_at"),
    proof_of_delivery: old?.proof_of_delivery ?? undefined,
  };
}

/** Coordinates belong to the place they were given for: they go when its town or postcode changes. */
function samePlace(place: Location | undefined, old: Location | null | undefined): Location | undefined {
  const moved = place?.city !== (old?.city ?? undefined) || place?.postcode !== (old?.postcode ?? undefined);
  if (!place || moved || old?.lat === null || old?.lat === undefined) return place;
  return { ...place, lat: old.lat, lon: old.lon };
}
