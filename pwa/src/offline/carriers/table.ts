import generated from "./table.g.json";

export interface CheckRule {
  readonly algorithm: "mod10" | "luhn" | "mod7" | "s10" | "weighted_sum" | "mod_37_36";
  readonly even?: number;
  readonly odd?: number;
  readonly reverse?: boolean;
  /** Put before a serial number that does not begin with it. */
  readonly prepend?: string;
  readonly weights?: string;
  readonly modulo?: readonly [number, number];
}

export interface CarrierFormat {
  readonly id: string;
  readonly name: string;
  /** Alternatives joined by a bar, in the notation of shared/carriers.schema.json. */
  readonly shape: string;
  readonly check?: CheckRule;
}

export interface CarrierRow {
  readonly id: string;
  readonly name: string;
  /** With {number}; null when the carrier has no page to link to. */
  readonly url: string | null;
  readonly formats: readonly CarrierFormat[];
}

interface CarrierTable {
  /** Words of one length, parted by blanks; `says` holds {value}. */
  readonly lookups: readonly { readonly says: string | null; readonly values: string }[];
  readonly carriers: readonly CarrierRow[];
}

// The file is generated and checked by scripts/carriers.mjs, which knows more than the type of its JSON text tells.
const table = generated as unknown as CarrierTable;

export const carriers = table.carriers;
export const lookups = table.lookups;

export interface FormatOfCarrier {
  readonly carrier: CarrierRow;
  readonly format: CarrierFormat;
}

/** Every format with its carrier, in the order that breaks ties. */
export const formats: readonly FormatOfCarrier[] = carriers.flatMap((carrier) =>
  carrier.formats.map((format) => ({ carrier, format })),
);
