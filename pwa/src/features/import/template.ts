const columns = [
  "number",
  "carrier",
  "reference",
  "origin_name",
  "origin_city",
  "origin_postcode",
  "origin_country",
  "destination_name",
  "destination_city",
  "destination_postcode",
  "destination_country",
  "pieces",
  "weight_grams",
  "eta_from",
  "eta_through",
  "promised_at",
];

const example = "1Z999AA10123456784,,Order 1001,,,,,Ada Example,Berlin,10115,DE,1,1200,,,";

/** A CSV file to begin with: every column, and one line as an example. */
export const template = () => new Blob([`${columns.join(",")}\r\n${example}\r\n`], { type: "text/csv" });
