import type { AppendEventRequest } from "../api/types";

/** How a note stands among the events of a timeline. */
export const NOTE = "note";

/** A note is an event that tells no status, and so changes none. */
export const noteEvent = (text: string, time: string): AppendEventRequest => ({
  event_time: time,
  precision: "second",
  status: "unknown",
  sub_status: NOTE,
  raw_text: text,
  source: "user",
});
