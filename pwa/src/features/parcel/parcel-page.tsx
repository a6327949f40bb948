import "./parcel.css";
import type { PublicShipment } from "../../api/types";
import type { StoredParcel } from "../../offline/database";
import { isDone } from "../../offline/order";
import { buttonClass } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { useNews } from "../../ui/news";
import { Banner, Empty, Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { placeWords } from "../../ui/places";
import { Link, type Params } from "../../ui/router";
import { Timeline } from "../../ui/timeline";
import { ParcelActions } from "./actions";
import { Details } from "./details";
import { Hero } from "./hero";
import { parcel as text } from "./strings";
import { useParcel } from "./use-parcel";
import { Why } from "./why";

export function ParcelPage({ params }: { params: Params }) {
  const token = params.token ?? "";
  const { stored, problem, settled, stale, refresh } = useParcel(token);
  if (stored?.shipment)
    return <Parcel stored={stored} shipment={stored.shipment} stale={stale && !stored.gone} />;
  if (!settled) return <Loading />;
  const offline = problem?.slug === "offline";
  const known = offline || problem?.status === 404 || problem?.status === 410;
  return (
    <>
      <PageHeading title={offline ? text.unreachableTitle : text.missingTitle} />
      {known ? (
        <Empty icon={offline ? "offline" : "box"} title={offline ? text.unreachable : text.missing}>
          <Link href="/" class={buttonClass("primary")}>
            {text.back}
          </Link>
        </Empty>
      ) : (
        <ProblemBanner problem={problem} onRetry={refresh} />
      )}
    </>
  );
}

function Parcel({
  stored,
  shipment,
  stale,
}: {
  stored: StoredParcel;
  shipment: PublicShipment;
  stale: boolean;
}) {
  const News = useNews();
  const events = shipment.events.map((event) => ({ ...event, place: placeWords(event.city, event.country) }));
  return (
    <>
      <div class="row between">
        <Link href="/" class="back-link">
          <Icon name="left" size={18} />
          {text.back}
        </Link>
        <Freshness asOf={stored.asOf} stale={stale} />
      </div>
      {stored.gone && (
        <Banner tone="neutral" icon="info">
          <p>{text.goneNote}</p>
        </Banner>
      )}
      <div class="parcel-columns">
        <div class="stack">
          <Hero shipment={shipment} />
          <ParcelActions stored={stored} shipment={shipment} />
          {!stored.gone && !isDone(shipment.status) && <News parcel={shipment.token} />}
        </div>
        <div class="stack">
          <section class="card stack" aria-labelledby="timeline">
            <h2 id="timeline">{text.timeline}</h2>
            {events.length > 0 ? <Timeline events={events} /> : <p class="soft">{text.noEvents}</p>}
          </section>
          <Why shipment={shipment} />
          {shipment.has_details && (
            <Details token={shipment.token} delivered={shipment.status === "delivered"} />
          )}
        </div>
      </div>
    </>
  );
}
