import { isProven } from "./check-digit";
import { MAX_LENGTH, normalise } from "./number";
import { fitShape, type ShapeFit } from "./shape";
import { carriers, type FormatOfCarrier, formats } from "./table";
import { type TypoHint, typoHints } from "./typo-hints";

/** One carrier that may have issued a number; the shape of the service's answer (shared/Contracts/Carrier.cs). */
export interface CarrierCandidate {
  carrier: string;
  name: string;
  format: string;
  proof: "check_digit" | "shape";
  reason: string;
  tracking_url?: string;
}

export interface CarrierDetection {
  number: string;
  candidates: CarrierCandidate[];
  hints: TypoHint[];
}

/**
 * Says which carriers may have issued a number, best first: proven ones, then those whose shape prescribes more, then the
 * commoner carrier. The same code as edge/Features/Tracking/Carriers, so that the app detects without a connection.
 */
export function detect(text: string): CarrierDetection {
  const { number } = normalise(text);
  if (number === undefined) return { number: "", candidates: [], hints: [] };
  const found: { entry: FormatOfCarrier; rank: number; fit: ShapeFit }[] = [];
  const failed: FormatOfCarrier[] = [];
  formats.forEach((entry, index) => {
    const { format } = entry;
    const fit = fitShape(format.shape, number);
    if (!fit) return;
    const proven = isProven(format, number, fit);
    if (format.check && !proven) failed.push(entry);
    else found.push({ entry, fit, rank: (proven ? 0 : 1 << 16) | ((MAX_LENGTH - fit.fixed) << 8) | index });
  });
  found.sort((a, b) => a.rank - b.rank);
  const candidates = found.map(({ entry, fit }) => candidate(entry, fit, number));
  return {
    number,
    candidates,
    hints: candidates[0]?.proof === "check_digit" ? [] : typoHints(number, failed),
  };
}

/** The page where a carrier shows a number, or null when the carrier is unknown or has no such page. */
export function trackingUrl(carrier: string, number: string): string | null {
  const url = carriers.find((row) => row.id === carrier)?.url;
  return url?.replace("{number}", () => encodeURIComponent(number)) ?? null;
}

function candidate({ carrier, format }: FormatOfCarrier, fit: ShapeFit, number: string): CarrierCandidate {
  const url = trackingUrl(carrier.id, number);
  return {
    carrier: carrier.id,
    name: carrier.name,
    format: format.id,
    proof: format.check ? "check_digit" : "shape",
    reason: format.check
      ? `The check digit fits ${format.name}${fit.says === null ? "" : `, ${fit.says}`}.`
      : `Only the shape fits ${format.name}, which has no check digit.`,
    ...(url !== null && { tracking_url: url }),
  };
}
