import type { ShapeFit } from "./shape";
import type { CarrierFormat, CheckRule } from "./table";

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** True when a number that fits the format's shape has the format's check digit; false for a format without one. */
export function isProven(format: CarrierFormat, number: string, fit: ShapeFit): boolean {
  if (!format.check) return false;
  return checkDigitFits(format.check, number.slice(fit.serialStart, fit.serialEnd), number.charAt(fit.check));
}

/** True when `check` is the check digit of `serial`. */
function checkDigitFits(rule: CheckRule, serial: string, check: string): boolean {
  const { prepend } = rule;
  const whole = prepend !== undefined && !serial.startsWith(prepend) ? prepend + serial : serial;
  return checkDigit(rule, whole) === ALPHABET.indexOf(check);
}

function checkDigit(rule: CheckRule, serial: string): number {
  switch (rule.algorithm) {
    case "mod10":
      return mod10(serial, rule.even ?? 1, rule.odd ?? 1, rule.reverse ?? false);
    case "luhn":
      return luhn(serial);
    case "mod7":
      return [...serial].reduce((rest, c) => (rest * 10 + Number(c)) % 7, 0);
    case "s10":
      return s10(serial);
    case "weighted_sum":
      return (weightedSum(serial, rule.weights ?? "") % (rule.modulo?.[0] ?? 1)) % (rule.modulo?.[1] ?? 1);
    case "mod_37_36":
      return mod3736(serial);
  }
}

function mod10(serial: string, even: number, odd: number, reverse: boolean): number {
  let sum = 0;
  for (let i = 0; i < serial.length; i++) {
    const code = serial.charCodeAt(reverse ? serial.length - 1 - i : i);
    const value = code <= 57 ? code - 48 : (code - 3) % 10;
    sum += value * (i % 2 === 0 ? even : odd);
  }
  return (10 - (sum % 10)) % 10;
}

/** ISO/IEC 7812-1 annex B. */
function luhn(serial: string): number {
  let sum = 0;
  for (let i = 0; i < serial.length; i++) {
    const value = Number(serial.charAt(serial.length - 1 - i));
    sum += i % 2 === 1 ? value : value > 4 ? value * 2 - 9 : value * 2;
  }
  return (10 - (sum % 10)) % 10;
}

/** UPU S10-12, 5.2. */
function s10(serial: string): number {
  const rest = weightedSum(serial, "86423597") % 11;
  return rest === 0 ? 5 : rest === 1 ? 0 : 11 - rest;
}

function weightedSum(serial: string, weights: string): number {
  let sum = 0;
  for (let i = 0; i < serial.length; i++) sum += Number(serial.charAt(i)) * Number(weights.charAt(i));
  return sum;
}

/** ISO/IEC 7064, hybrid system MOD 37,36. */
function mod3736(serial: string): number {
  let product = 36;
  for (const c of serial) {
    const sum = (product + ALPHABET.indexOf(c)) % 36;
    product = ((sum === 0 ? 36 : sum) * 2) % 37;
  }
  return (37 - product) % 36;
}
