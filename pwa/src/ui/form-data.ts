import type { Location } from "../api/types";

/** Reads a form by its fields' names, which are the wire's own paths ("destination.city"); blank means absent. */
export class FormReader {
  private readonly data: FormData;

  constructor(form: HTMLFormElement) {
    this.data = new FormData(form);
  }

  text(name: string): string | undefined {
    const value = this.data.get(name);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : undefined;
  }

  number(name: string): number | undefined {
    const value = Number(this.text(name)?.replace(",", "."));
    return Number.isFinite(value) ? value : undefined;
  }

  checked(name: string): boolean {
    return this.data.has(name);
  }

  /** RFC 3339 with the offset that holds on this device at that time. */
  time(name: string): string | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : withOffset(value);
  }

  place(prefix: string): Location | undefined {
    const place = {
      name: this.text(`${prefix}.name`),
      city: this.text(`${prefix}.city`),
      postcode: this.text(`${prefix}.postcode`),
      country: this.text(`${prefix}.country`)?.toUpperCase(),
    };
    return Object.values(place).some(Boolean) ? place : undefined;
  }
}

const two = (value: number) => String(value).padStart(2, "0");

/** A `datetime-local` value as RFC 3339; undefined when it is no time. */
export function withOffset(local: string): string | undefined {
  const date = new Date(local);
  if (Number.isNaN(date.getTime())) return undefined;
  const offset = -date.getTimezoneOffset();
  const seconds = local.length === 16 ? `${local}:00` : local;
  if (offset === 0) return `${seconds}Z`;
  return `${seconds}${offset < 0 ? "-" : "+"}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/** This moment, to the millisecond, with the offset of this device. */
export function nowWithOffset(now = new Date()): string {
  const offset = -now.getTimezoneOffset();
  const wall = new Date(now.getTime() + offset * 60_000).toISOString().slice(0, -1);
  return withOffset(wall) ?? now.toISOString();
}

/** A time of the wire as a `datetime-local` input wants it, to the minute. */
export function toLocalInput(time: string | null | undefined): string {
  if (!time) return "";
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
