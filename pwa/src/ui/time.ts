import type { Eta, Precision } from "../api/types";

const formats = new Map<string, Intl.DateTimeFormat>();

/** Formatters are slow to make and the same few are needed again and again. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  let made = formats.get(key);
  if (!made) {
    made = new Intl.DateTimeFormat(undefined, options);
    formats.set(key, made);
  }
  return made;
}

const sameDay = (a: Date, b: Date, zone?: string) => dayKey(a, zone) === dayKey(b, zone);
const dayKey = (date: Date, zone?: string) =>
  format({ year: "numeric", month: "2-digit", day: "2-digit", timeZone: zone }).format(date);

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const capital = (text: string) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** "Today", "Tomorrow", "Yesterday", else "Monday, 3 March" (with the year when it is another one). */
export function dayWord(date: Date, now = new Date(), zone?: string): string {
  for (const days of [0, 1, -1])
    if (sameDay(date, new Date(now.getTime() + days * 86_400_000), zone))
      return capital(relative.format(days, "day"));
  const year = date.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return format({ weekday: "long", day: "numeric", month: "long", year, timeZone: zone }).format(date);
}

export const clock = (date: Date, zone?: string) =>
  format({ hour: "2-digit", minute: "2-digit", timeZone: zone }).format(date);

export const dateAndTime = (date: Date) => format({ dateStyle: "medium", timeStyle: "short" }).format(date);
export const dateOnly = (date: Date) => format({ dateStyle: "medium" }).format(date);

/** How long ago, in the largest unit that fits; "just now" below a minute. */
export function ago(at: number, justNow: string, now = Date.now()): string {
  const minutes = Math.round((at - now) / 60_000);
  if (minutes > -1) return justNow;
  if (minutes > -60) return relative.format(minutes, "minute");
  if (minutes > -24 * 60) return relative.format(Math.round(minutes / 60), "hour");
  return relative.format(Math.round(minutes / 1440), "day");
}

export interface EtaWords {
  day: string;
  /** Null when the window is a whole day or more. */
  hours: string | null;
}

/** An expected window in the reader's own words and zone: a day with hours, a day, or a span of days. */
export function etaWords(eta: Eta, now = new Date()): EtaWords {
  const [from, through] = [new Date(eta.from), new Date(eta.through)];
  const hours = (through.getTime() - from.getTime()) / 3_600_000;
  if (hours < 18) {
    const [start, end] = [clock(from), clock(through)];
    return { day: dayWord(from, now), hours: start === end ? start : `${start}–${end}` };
  }
  if (sameDay(from, through)) return { day: dayWord(from, now), hours: null };
  return {
    day: format({ weekday: "short", day: "numeric", month: "short" }).formatRange(from, through),
    hours: null,
  };
}

export interface Dated {
  at: string;
  utc_offset?: number | null;
  precision: Precision;
}

/** A moment as a wall clock shows it; with `zone` "UTC" the date is shifted, so that UTC's fields are the place's own. */
interface Wall {
  date: Date;
  now: Date;
  zone?: "UTC";
}

/** The wall clock at the place of an event, the reader's own where the place is not known. */
function wallOf(event: Dated, now: Date): Wall {
  const date = new Date(event.at);
  const { utc_offset: offset } = event;
  if (offset !== null && offset !== undefined)
    return { date: shifted(date, offset), now: shifted(now, offset), zone: "UTC" };
  // A day without a place is that day everywhere.
  if (event.precision === "day") return { date, now: shifted(now, -now.getTimezoneOffset()), zone: "UTC" };
  return { date, now };
}

const shifted = (date: Date, minutes: number) => new Date(date.getTime() + minutes * 60_000);

/** Groups events (newest first) by the calendar day at the place where they happened. */
export function byDay<T extends Dated>(
  events: readonly T[],
  now = new Date(),
): { day: string; events: T[] }[] {
  const days: { key: string; day: string; events: T[] }[] = [];
  for (const event of events) {
    const wall = wallOf(event, now);
    const key = dayKey(wall.date, wall.zone);
    let last = days.at(-1);
    if (last?.key !== key) {
      last = { key, day: dayWord(wall.date, wall.now, wall.zone), events: [] };
      days.push(last);
    }
    last.events.push(event);
  }
  return days;
}

/** The time of day of an event at its place; null when only the day is known. */
export function timeOfDay(event: Dated): string | null {
  if (event.precision === "day") return null;
  const { date, zone } = wallOf(event, new Date());
  return clock(date, zone);
}
