import type { PublicShipment } from "../../api/types";
import { isDone } from "../../offline/order";
import { Icon } from "../../ui/icons";
import { PageHeading } from "../../ui/page";
import { placeWords } from "../../ui/places";
import { lookOf } from "../../ui/status";
import { Flags } from "../../ui/status-parts";
import { statusMeaning, statusWord, ui } from "../../ui/strings";
import { dateAndTime, dateOnly, etaWords } from "../../ui/time";
import { parcel as text } from "./strings";

/** The answer to the one question: where is it, and when does it come? */
export function Hero({ shipment }: { shipment: PublicShipment }) {
  const look = lookOf(shipment.status);
  const place = placeWords(shipment.destination_city, shipment.destination_country);
  return (
    <section class="hero" data-tone={look.tone}>
      <div class="hero-ghost">
        <Icon name={look.icon} size={160} />
      </div>
      <p class="hero-number">
        {shipment.carrier_name} <span class="mono">{shipment.number}</span>
      </p>
      <div>
        <PageHeading title={text.pageTitle(shipment.number)}>
          {statusWord[shipment.status] ?? shipment.status}
        </PageHeading>
        <p>{statusMeaning[shipment.status]}</p>
      </div>
      <When shipment={shipment} />
      <Track shipment={shipment} />
      <div class="row between">
        {place && <p class="small">{place}</p>}
        <Flags flags={shipment.flags} />
      </div>
    </section>
  );
}

function When({ shipment }: { shipment: PublicShipment }) {
  if (shipment.delivered_at)
    return <Moment label={text.deliveredAt} words={dateAndTime(new Date(shipment.delivered_at))} />;
  if (isDone(shipment.status)) return null;
  const eta = shipment.eta && etaWords(shipment.eta);
  const promised = shipment.promised_at ? text.promised(dateOnly(new Date(shipment.promised_at))) : null;
  if (!eta) return promised ? <p>{promised}</p> : null;
  return <Moment label={text.expectedArrival} words={text.arrives(eta.day, eta.hours)} note={promised} />;
}

function Moment({ label, words, note }: { label: string; words: string; note?: string | null }) {
  return (
    <div class="hero-when">
      <p class="small">{label}</p>
      <p class="hero-moment">{words}</p>
      {note && <p class="small">{note}</p>}
    </div>
  );
}

function Track({ shipment }: { shipment: PublicShipment }) {
  const { step } = lookOf(shipment.status);
  if (step === 0) return null;
  return (
    <ol class="track">
      {ui.steps.map((name, index) => {
        const state = index + 1 < step ? "past" : index + 1 === step ? "now" : "next";
        return (
          <li key={name} data-state={state} aria-current={state === "now" ? "step" : undefined}>
            <i />
            <span>{name}</span>
          </li>
        );
      })}
    </ol>
  );
}
