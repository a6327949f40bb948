import type { Shipment } from "../../api/types";
import { Facts } from "../../ui/facts";
import { fullPlace, weight } from "../../ui/places";
import { dateAndTime, dateOnly, etaWords } from "../../ui/time";
import { useCarriers } from "../../ui/use-carriers";
import { shipmentText as text } from "./strings";

export function ShipmentFacts({ shipment }: { shipment: Shipment }) {
  const carriers = useCarriers();
  const { explanation, proof_of_delivery: proof } = shipment;
  const eta = shipment.eta && etaWords(shipment.eta);
  const time = (value: string | null | undefined) => value && dateAndTime(new Date(value));
  return (
    <aside class="stack" aria-label={text.details}>
      <section class="card stack">
        <h2>{text.details}</h2>
        <Facts
          none={text.noDetails}
          facts={[
            [text.carrier, carriers.find(({ id }) => id === shipment.carrier)?.name ?? shipment.carrier],
            [text.asTyped, shipment.number_as_typed === shipment.number ? null : shipment.number_as_typed],
            [text.reference, shipment.reference],
            [text.to, fullPlace(shipment.destination)],
            [text.from, fullPlace(shipment.origin)],
            [text.pieces, shipment.pieces],
            [text.weight, shipment.weight_grams ? weight(shipment.weight_grams) : null],
            [text.eta, eta && [eta.day, eta.hours].filter(Boolean).join(", ")],
            [text.promised, shipment.promised_at && dateOnly(new Date(shipment.promised_at))],
            [text.deliveredAt, time(shipment.delivered_at)],
            [text.receivedBy, proof?.received_by],
            [text.note, proof?.note],
            [text.created, time(shipment.created_at)],
            [text.version, shipment.version],
          ]}
        />
      </section>
      <section class="card stack tight">
        <h2>{text.why}</h2>
        <p class="small">
          {explanation.event_id ? (
            <a href={`#event-${explanation.event_id}`}>
              {text.whyEvent(explanation.event_id.slice(-8), explanation.rule)}
            </a>
          ) : (
            text.whyNone
          )}
        </p>
      </section>
    </aside>
  );
}
