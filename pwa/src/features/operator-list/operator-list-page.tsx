import "./operator-list.css";
import type { Shipment } from "../../api/types";
import { Button, buttonClass } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { Icon } from "../../ui/icons";
import { useNews } from "../../ui/news";
import { Empty, Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { placeWords } from "../../ui/places";
import { Link, usePlace } from "../../ui/router";
import { Flags, StatusBadge } from "../../ui/status-parts";
import { dateAndTime } from "../../ui/time";
import { useCarriers } from "../../ui/use-carriers";
import { Filters } from "./filters";
import { list as text } from "./strings";
import { useShipments } from "./use-shipments";

export function OperatorListPage() {
  const { query } = usePlace();
  const { may } = useCaller();
  const News = useNews();
  const result = useShipments({
    search: query.get("search") ?? undefined,
    status: query.get("status") ?? undefined,
    carrier: query.get("carrier") ?? undefined,
    flag: query.get("flag") ?? undefined,
    archived: query.get("archived") === "true" || undefined,
  });
  const { items, next, stale, asOf, loading } = result;
  return (
    <>
      <div class="row between">
        <PageHeading title={text.title} />
        <div class="row list-actions">
          <Button icon="refresh" look="quiet" busy={loading} onClick={result.reload}>
            <Freshness asOf={asOf} stale={stale} />
          </Button>
          {may("shipments:write") && (
            <Link href="/operator/new" class={buttonClass("primary")}>
              <Icon name="plus" />
              {text.create}
            </Link>
          )}
        </div>
      </div>
      <Filters query={query} />
      <ProblemBanner problem={result.problem} onRetry={result.reload} />
      <p role="status" class="visually-hidden">
        {items && !loading && text.shown(items.length, next !== null)}
      </p>
      {items === null ? (
        loading && <Loading />
      ) : (
        <Rows items={items} filtered={query.size > 0} more={next !== null} />
      )}
      <ProblemBanner problem={result.moreProblem} />
      {next && (
        <Button wide busy={result.busy} onClick={result.loadMore}>
          {text.more}
        </Button>
      )}
      <News />
    </>
  );
}

function Rows({ items, filtered, more }: { items: readonly Shipment[]; filtered: boolean; more: boolean }) {
  const carriers = useCarriers();
  if (items.length === 0) return <Nothing filtered={filtered} more={more} />;
  return (
    <ul class="rows">
      {items.map((shipment) => (
        <li key={shipment.id}>
          <Link href={`/operator/shipments/${shipment.id}`} class="shipment-row">
            <span class="shipment-number">
              <span class="mono strong">{shipment.number}</span>
              <span class="soft small">
                {[
                  carriers.find(({ id }) => id === shipment.carrier)?.name ?? shipment.carrier,
                  shipment.reference,
                ]
                  .filter(Boolean)
                  .join(" · ")}
              </span>
            </span>
            <div class="shipment-status">
              <StatusBadge status={shipment.status} />
              <Flags flags={shipment.flags} />
            </div>
            <span class="shipment-place">
              {placeWords(shipment.destination?.city, shipment.destination?.country)}
            </span>
            <time class="soft small" dateTime={shipment.updated_at}>
              {dateAndTime(new Date(shipment.updated_at))}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Nothing({ filtered, more }: { filtered: boolean; more: boolean }) {
  if (more)
    return (
      <Empty icon="search" title={text.noneYetTitle}>
        <p>{text.noneYet}</p>
      </Empty>
    );
  if (filtered)
    return (
      <Empty icon="search" title={text.noneTitle}>
        <p>{text.none}</p>
      </Empty>
    );
  return (
    <Empty icon="box" title={text.emptyTitle}>
      <p>{text.empty}</p>
      <Link href="/operator/import" class={buttonClass("plain")}>
        <Icon name="upload" />
        {text.importing}
      </Link>
    </Empty>
  );
}
