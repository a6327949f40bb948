/** A tracking number as the service keeps it: upper case, letters and digits only. */
export const normalise = (typed: string) => typed.toUpperCase().replace(/[^0-9A-Z]/g, "");

/**
 * Finds the numbers in a pasted text. Lines, commas, semicolons, tabs and bars always separate. Blanks inside a line
 * belong to a number ("1Z 999 AA1 ...") unless `accepts` says that every part is a number of its own. Each once, 50 at most.
 */
export function splitNumbers(text: string, accepts: (number: string) => boolean): string[] {
  const found = new Set<string>();
  for (const piece of text.split(/[\n\r\t,;|]+/)) {
    const words = piece.trim().split(/\s+/).map(normalise).filter(Boolean);
    const apart = words.length > 1 && !accepts(words.join("")) && words.every((word) => word.length >= 8);
    for (const number of apart ? words : [words.join("")]) if (looksLikeNumber(number)) found.add(number);
  }
  return [...found].slice(0, 50);
}

const looksLikeNumber = (number: string) => number.length >= 4 && number.length <= 64 && /[0-9]/.test(number);
