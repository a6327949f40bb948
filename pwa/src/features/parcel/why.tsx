import type { PublicShipment } from "../../api/types";
import { Icon } from "../../ui/icons";
import { placeWords } from "../../ui/places";
import { statusWord } from "../../ui/strings";
import { dateAndTime } from "../../ui/time";
import { parcel as text } from "./strings";

/** Says which event made the status and how it was read. */
export function Why({ shipment }: { shipment: PublicShipment }) {
  return (
    <details class="card disclosure">
      <summary>
        <Icon name="info" />
        {text.whyTitle}
        <Icon name="chevron" size={18} />
      </summary>
      <div class="stack tight">
        {explain(shipment).map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    </details>
  );
}

export function explain(shipment: PublicShipment): string[] {
  const { event_id, rule } = shipment.explanation;
  if (!event_id) return [text.whyNoEvent];
  const event = shipment.events.find(({ id }) => id === event_id);
  const told = event
    ? text.whyEvent(
        statusWord[event.status],
        dateAndTime(new Date(event.at)),
        placeWords(event.city, event.country),
      )
    : text.whyOlderEvent;
  return [
    told,
    ruleWords(shipment.carrier_name, rule),
    event?.correction ? text.whyCorrection : "",
    text.whyLatest,
  ].filter(Boolean);
}

function ruleWords(carrier: string, rule: string): string {
  if (rule === "given") return text.whyRuleGiven;
  if (rule === "none") return "";
  if (rule === "unmapped") return text.whyUnmapped;
  return text.whyRule(carrier, rule.slice(rule.indexOf(".") + 1));
}
