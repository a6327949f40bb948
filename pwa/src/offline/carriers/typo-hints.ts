import { isProven } from "./check-digit";
import { fitShape } from "./shape";
import type { CarrierFormat, FormatOfCarrier } from "./table";

/** A format whose shape fits but whose check digit does not. */
export interface TypoHint {
  carrier: string;
  format: string;
  hint: string;
  /** Zero-based positions where a swap with the next character would repair the number; empty when one digit is wrong. */
  positions: number[];
}

export function typoHints(number: string, failed: readonly FormatOfCarrier[]): TypoHint[] {
  return failed.map(({ carrier, format }) => {
    const positions = repairingSwaps(format, number);
    return { carrier: carrier.id, format: format.id, hint: inWords(format.name, positions), positions };
  });
}

function repairingSwaps(format: CarrierFormat, number: string): number[] {
  const positions: number[] = [];
  for (let i = 0; i + 1 < number.length; i++) {
    const [first, second] = [number.charAt(i), number.charAt(i + 1)];
    if (first === second) continue;
    const swapped = number.slice(0, i) + second + first + number.slice(i + 2);
    const fit = fitShape(format.shape, swapped);
    if (fit && isProven(format, swapped, fit)) positions.push(i);
  }
  return positions;
}

/** People count from 1. */
function inWords(name: string, swaps: readonly number[]): string {
  const pairs = swaps.map((i) => `${i + 1} and ${i + 2}`);
  const swapped = pairs.length === 0 ? "" : `, or two are swapped at ${pairs.join(", or ")}`;
  return `The shape fits ${name}, the check digit does not: one digit is wrong${swapped}.`;
}
