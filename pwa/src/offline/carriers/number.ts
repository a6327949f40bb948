/** A tracking number is 1 to 64 upper-case letters and digits once blanks and punctuation are dropped. */
export const MAX_LENGTH = 64;
const MAX_TEXT_LENGTH = 256;

// Not the comma: it stands between two numbers, which must not run into one.
// Zero-width characters, the soft hyphen and direction marks come along when a number is copied from a page or a mail.
const IGNORED =
  " -._/:#\u00A0\u00AD\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u200B\u200C\u200D\u200E\u200F" +
  "\u2010\u2011\u2012\u2013\u2014\u2015\u202F\u205F\u2060\u2212\u3000\uFEFF";
const AROUND = "\t\n\v\f\r ";

export type Normalised = { number: string; fault?: undefined } | { number?: undefined; fault: string };

const TOO_LONG = `A tracking number has at most ${MAX_LENGTH} letters and digits.`;

/** Reads what a person typed, pasted or scanned; a fault says in words why the text is no tracking number. */
export function normalise(text: string): Normalised {
  const trimmed = trim(text);
  if (trimmed.length > MAX_TEXT_LENGTH) return { fault: TOO_LONG };
  let kept = "";
  for (let i = 0; i < trimmed.length; i++) {
    const code = trimmed.charCodeAt(i);
    if (isDigit(code) || isUpper(code) || isUpper(code - 32)) kept += trimmed.charAt(i).toUpperCase();
    else if (code < 32 || (code >= 0x7f && code <= 0x9f))
      return { fault: "A tracking number has no control characters." };
    else if (!IGNORED.includes(trimmed.charAt(i)))
      return { fault: "A tracking number has only the letters A to Z and digits." };
  }
  if (kept === "") return { fault: "A tracking number is missing." };
  return kept.length > MAX_LENGTH ? { fault: TOO_LONG } : { number: kept };
}

/** Not String.trim, which takes more characters away than the service does. */
function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && AROUND.includes(text.charAt(from))) from++;
  while (to > from && AROUND.includes(text.charAt(to - 1))) to--;
  return text.slice(from, to);
}

export const isDigit = (code: number): boolean => code >= 48 && code <= 57;
export const isUpper = (code: number): boolean => code >= 65 && code <= 90;
