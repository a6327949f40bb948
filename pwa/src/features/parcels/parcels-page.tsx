import "./parcels.css";
import { useState } from "preact/hooks";
import type { StoredParcel } from "../../offline/database";
import { type Group, grouped } from "../../offline/order";
import { removeParcel, restoreParcel } from "../../offline/parcels";
import { Button, buttonClass } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { Icon } from "../../ui/icons";
import { Banner, Empty, Loading } from "../../ui/notices";
import { useOnline } from "../../ui/online";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { nameOf, ParcelCard } from "./parcel-card";
import { parcels as text } from "./strings";
import { useNews } from "./use-news";
import { useParcels } from "./use-parcels";

const order: Group[] = ["attention", "moving", "waiting", "done"];

export function ParcelsPage() {
  const { parcels, refreshing, problem, refresh } = useParcels();
  const online = useOnline();
  const { may } = useCaller();
  const [removed, setRemoved] = useState<StoredParcel | null>(null);
  const remove = async (parcel: StoredParcel) => {
    await removeParcel(parcel.key);
    setRemoved(parcel);
  };

  return (
    <>
      <div class="row between">
        <PageHeading title={text.title} />
        {Array.isArray(parcels) && parcels.length > 0 && (
          <div class="row">
            <Button
              icon="refresh"
              iconOnly
              busy={refreshing}
              onClick={() => refresh(true)}
              title={text.refresh}
            >
              {refreshing ? text.refreshing : text.refresh}
            </Button>
            <Link href="/add" class={`${buttonClass("primary")} ${may("events:write") ? "" : "wide-only"}`}>
              <Icon name="plus" />
              {text.add}
            </Link>
          </div>
        )}
      </div>
      <div role="status">
        {removed && <Removed parcel={removed} onDone={() => setRemoved(null)} />}
        {problem && online && (
          <Banner tone="care" icon={problem.slug === "offline" ? "offline" : "alert"}>
            <p>{problem.detail ?? problem.title}</p>
          </Banner>
        )}
      </div>
      <List parcels={parcels} stale={problem !== null || !online} onRemove={remove} />
    </>
  );
}

interface ListProps {
  parcels: StoredParcel[] | "failed" | null;
  stale: boolean;
  onRemove: (parcel: StoredParcel) => void;
}

function List({ parcels, stale, onRemove }: ListProps) {
  const news = useNews(parcels);
  if (parcels === null) return <Loading />;
  if (parcels === "failed")
    return (
      <Banner tone="fault" icon="alert">
        <p>{text.storageFailed}</p>
      </Banner>
    );
  if (parcels.length === 0)
    return (
      <Empty icon="box" title={text.emptyTitle}>
        <p>{text.empty}</p>
        <Link href="/add" class={buttonClass("primary")}>
          <Icon name="plus" />
          {text.add}
        </Link>
      </Empty>
    );
  const groups = grouped(parcels);
  return (
    <div class="stack loose">
      {order
        .filter((group) => groups[group].length > 0)
        .map((group) => (
          <section key={group} class="stack parcel-group" aria-labelledby={`group-${group}`}>
            <h2 id={`group-${group}`}>
              {text.groups[group]} <span class="count">{groups[group].length}</span>
            </h2>
            <ul class="parcel-grid">
              {groups[group].map((parcel) => (
                <ParcelCard
                  key={parcel.key}
                  parcel={parcel}
                  isNew={news.has(parcel.key)}
                  stale={stale}
                  onRemove={onRemove}
                />
              ))}
            </ul>
          </section>
        ))}
    </div>
  );
}

function Removed({ parcel, onDone }: { parcel: StoredParcel; onDone: () => void }) {
  const undo = async () => {
    await restoreParcel(parcel);
    onDone();
  };
  return (
    <div class="row between removed">
      <span>{text.removed(nameOf(parcel))}</span>
      <Button icon="back" onClick={undo}>
        {text.undo}
      </Button>
    </div>
  );
}
