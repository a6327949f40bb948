import type { ShipmentFlag, Status } from "../api/types";
import type { IconName } from "./icons";

export type Tone = "neutral" | "transit" | "near" | "care" | "fault" | "done";

/** How a status looks, and how far along the five steps it is (0 = none). */
const looks: Record<Status, { icon: IconName; tone: Tone; step: number }> = {
  unknown: { icon: "question", tone: "neutral", step: 0 },
  expired: { icon: "clock", tone: "neutral", step: 0 },
  pending: { icon: "label", tone: "neutral", step: 1 },
  picked_up: { icon: "hand", tone: "transit", step: 2 },
  in_transit: { icon: "truck", tone: "transit", step: 3 },
  on_hold: { icon: "pause", tone: "care", step: 3 },
  out_for_delivery: { icon: "truck", tone: "near", step: 4 },
  delivery_failed: { icon: "alert", tone: "fault", step: 4 },
  ready_for_pickup: { icon: "store", tone: "care", step: 4 },
  return_to_sender: { icon: "back", tone: "fault", step: 3 },
  delivered: { icon: "check", tone: "done", step: 5 },
  returned: { icon: "back", tone: "neutral", step: 0 },
  cancelled: { icon: "cross", tone: "neutral", step: 0 },
};

export const stepCount = 5;
export const lookOf = (status: Status) => looks[status] ?? looks.unknown;

export const allStatuses = Object.keys(looks) as Status[];
export const allFlags: ShipmentFlag[] = ["delayed", "customs", "action_required", "exception", "stale"];

export const flagTone = (flag: ShipmentFlag): Tone =>
  flag === "exception" || flag === "action_required" ? "fault" : flag === "stale" ? "neutral" : "care";
