import type { OutboxItem } from "../../offline/outbox/item";
import type { IconName } from "../../ui/icons";
import { lookOf, type Tone } from "../../ui/status";
import { statusWord } from "../../ui/strings";
import { outboxText as text } from "./strings";

export interface ItemWords {
  icon: IconName;
  tone: Tone;
  title: string;
  more: string | null;
}

/** What a person did, in words. */
export function wordsOf({ work }: OutboxItem): ItemWords {
  if (work.kind === "proof") {
    const parts = [work.photoSize > 0 && text.withPhoto, work.signature && text.withSignature];
    return { icon: "camera", tone: "done", title: text.proof, more: parts.filter(Boolean).join(", ") };
  }
  const { event, kind } = work;
  if (kind === "note")
    return { icon: "note", tone: "neutral", title: text.note, more: event.raw_text ?? null };
  const look = lookOf(event.status ?? "unknown");
  const title = event.status ? statusWord[event.status] : (event.raw_code ?? "");
  const more = [
    kind === "scan" && text.scan,
    event.location?.city,
    event.proof_of_delivery?.received_by,
    event.raw_text,
  ];
  return { icon: look.icon, tone: look.tone, title, more: more.filter(Boolean).join(" · ") || null };
}

/** When it happened, else when it was entered. */
export const timeOf = ({ work, madeAt }: OutboxItem) => {
  const at = Date.parse(work.kind === "proof" ? work.at : work.event.event_time);
  return Number.isNaN(at) ? madeAt : at;
};

/** "admin:Ada" is Ada's. */
export const nameOfOwner = (owner: string) => owner.slice(owner.indexOf(":") + 1) || text.somebody;
