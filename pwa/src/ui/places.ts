import type { Location } from "../api/types";

let regions: Intl.DisplayNames | undefined;

/** A country's name in the reader's language; the code itself where it names none. */
export function countryName(code: string): string {
  try {
    regions ??= new Intl.DisplayNames(undefined, { type: "region" });
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

export function placeWords(city?: string | null, country?: string | null): string | null {
  return [city, country && countryName(country)].filter(Boolean).join(", ") || null;
}

/** All that is known of a place, in one line. */
export function fullPlace(place: Location | null | undefined): string | null {
  if (!place) return null;
  const town = [place.postcode, place.city].filter(Boolean).join(" ");
  return [place.name, town, place.country && countryName(place.country)].filter(Boolean).join(", ") || null;
}

/** "1.25 kg" in the reader's way of writing numbers. */
export const weight = (grams: number) =>
  new Intl.NumberFormat(undefined, {
    style: "unit",
    unit: grams < 1000 ? "gram" : "kilogram",
    maximumFractionDigits: 2,
  }).format(grams < 1000 ? grams : grams / 1000);
