const whole = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat(undefined, { notation: "compact", maximumFractionDigits: 1 });
const oneDigit = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 });
const share = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });

export const count = (value: number) => (value < 100_000 ? whole : short).format(value);
export const percent = (value: number) => share.format(value);

/** In the largest unit that leaves at least 1: "3.5 MB". */
export function bytes(value: number): string {
  const units = ["B", "kB", "MB", "GB", "TB"];
  let [size, unit] = [value, 0];
  for (; size >= 1024 && unit < units.length - 1; unit++) size /= 1024;
  return `${oneDigit.format(size)} ${units[unit]}`;
}

/** A span of time in the largest unit that leaves at least 1: "20 ms", "3.5 h". */
export function span(seconds: number): string {
  if (seconds === 0) return "0 s";
  const size = Math.abs(seconds);
  if (size < 1) return `${oneDigit.format(seconds * 1000)} ms`;
  if (size < 60) return `${oneDigit.format(seconds)} s`;
  if (size < 3600) return `${oneDigit.format(seconds / 60)} min`;
  return `${oneDigit.format(seconds / 3600)} h`;
}
