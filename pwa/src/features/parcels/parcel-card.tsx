import type { PublicShipment } from "../../api/types";
import type { StoredParcel, WaitingNumber } from "../../offline/database";
import { isDone } from "../../offline/order";
import { Button, buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { Freshness } from "../../ui/notices";
import { placeWords } from "../../ui/places";
import { Link } from "../../ui/router";
import { lookOf } from "../../ui/status";
import { Flags, Steps } from "../../ui/status-parts";
import { statusWord } from "../../ui/strings";
import { dayWord, etaWords } from "../../ui/time";
import { parcels as text } from "./strings";

interface CardProps {
  parcel: StoredParcel;
  isNew: boolean;
  stale: boolean;
  onRemove: (parcel: StoredParcel) => void;
}

/** What a parcel is called in a sentence: its carrier and the end of its number. */
export function nameOf(parcel: StoredParcel): string {
  const number = parcel.shipment?.number ?? parcel.waiting?.number ?? "";
  const carrier = parcel.shipment?.carrier_name ?? parcel.waiting?.carrierName;
  return [carrier, number.length > 12 ? `…${number.slice(-6)}` : number].filter(Boolean).join(" ");
}

export function ParcelCard({ parcel, isNew, stale, onRemove }: CardProps) {
  const { shipment, waiting } = parcel;
  const tone = shipment ? lookOf(shipment.status).tone : "neutral";
  return (
    <li class="parcel-card" data-tone={tone}>
      {isNew && <span class="badge parcel-new">{text.isNew}</span>}
      {shipment ? (
        <Known shipment={shipment} gone={parcel.gone} />
      ) : (
        <Unknown parcel={parcel} waiting={waiting} />
      )}
      <div class="row between parcel-foot">
        <Freshness asOf={parcel.asOf || null} stale={stale} />
        <Button
          look="quiet"
          icon="bin"
          iconOnly
          onClick={() => onRemove(parcel)}
          title={text.remove(nameOf(parcel))}
        >
          {text.remove(nameOf(parcel))}
        </Button>
      </div>
    </li>
  );
}

function Known({ shipment, gone }: { shipment: PublicShipment; gone: boolean | undefined }) {
  const look = lookOf(shipment.status);
  return (
    <>
      <div class="parcel-head">
        <span class="parcel-icon">
          <Icon name={look.icon} size={22} />
        </span>
        <div>
          <h3>
            <Link href={`/s/${shipment.token}`} class="parcel-link">
              {statusWord[shipment.status] ?? shipment.status}
            </Link>
          </h3>
          <p class="soft small">
            {shipment.carrier_name} <span class="mono">{shipment.number}</span>
          </p>
        </div>
      </div>
      <Steps status={shipment.status} />
      <p class="parcel-when">{whenWords(shipment)}</p>
      <Flags flags={shipment.flags} />
      {gone && <p class="small soft">{text.gone}</p>}
    </>
  );
}

function whenWords(shipment: PublicShipment) {
  const where = placeWords(shipment.events[0]?.city, shipment.events[0]?.country);
  if (shipment.delivered_at) return text.delivered(dayWord(new Date(shipment.delivered_at)).toLowerCase());
  if (isDone(shipment.status) || !shipment.eta) return where ?? text.noEta;
  const eta = etaWords(shipment.eta);
  return (
    <>
      <b>{eta.day}</b> {eta.hours}
    </>
  );
}

function Unknown({ parcel, waiting }: { parcel: StoredParcel; waiting: WaitingNumber | undefined }) {
  return (
    <>
      <div class="parcel-head">
        <span class="parcel-icon">
          <Icon name={waiting ? "question" : "clock"} size={22} />
        </span>
        <div>
          <h3 class="mono">
            {parcel.token ? <Link href={`/s/${parcel.token}`}>{statusWord.unknown}</Link> : waiting?.number}
          </h3>
          {waiting?.carrierName && <p class="soft small">{waiting.carrierName}</p>}
        </div>
      </div>
      {waiting && <p class="small soft">{text.waiting}</p>}
      {waiting?.trackingUrl && (
        <a
          class={`${buttonClass("plain")} parcel-out`}
          href={waiting.trackingUrl}
          target="_blank"
          rel="noreferrer"
        >
          <Icon name="out" />
          {text.carrierPage(waiting.carrierName ?? "")}
        </a>
      )}
    </>
  );
}
