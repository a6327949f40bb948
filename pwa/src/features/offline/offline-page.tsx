import "./offline.css";
import { useEffect, useState } from "preact/hooks";
import { onChange } from "../../offline/changes";
import { listFollowed } from "../../offline/parcels";
import { listKept, workingSetState } from "../../offline/shipments/kept";
import { useCaller } from "../../ui/caller";
import { Icon, type IconName } from "../../ui/icons";
import { Banner, Freshness } from "../../ui/notices";
import { useOnline } from "../../ui/online";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { useUnsent } from "../../ui/use-outbox";
import { offlineText as text } from "./strings";

/** What works now without a connection, and how old what is shown then is. */
export function OfflinePage() {
  const online = useOnline();
  const { may } = useCaller();
  const { kept, failed } = useKept();
  const { waiting, needsYou } = useUnsent();
  return (
    <div class="stack narrow">
      <PageHeading title={text.title} />
      <Banner tone={online ? "done" : "care"} icon={online ? "check" : "offline"}>
        <p class="strong">{online ? text.online : text.offline}</p>
        <p>{online ? text.onlineMore : text.offlineMore}</p>
      </Banner>
      {failed && <p class="soft">{text.storageFailed}</p>}
      <section class="stack tight" aria-labelledby="works">
        <h2 id="works">{text.works}</h2>
        <ul class="works">
          <Works
            href="/"
            icon="box"
            title={text.parcels(kept?.parcels ?? 0)}
            more={text.parcelsMore}
            asOf={kept?.parcelsAsOf}
          />
          <Works href="/add" icon="plus" title={text.add} more={text.addMore} />
          <Works href="/scan" icon="scan" title={text.scan} more={text.scanMore} />
          {may("shipments:read") && (
            <Works
              href="/operator"
              icon="list"
              title={text.shipments(kept?.shipments ?? 0)}
              more={text.shipmentsMore}
              asOf={kept?.shipmentsAsOf}
            />
          )}
          {may("events:write") && (
            <Works href="/operator/status" icon="pen" title={text.status} more={text.statusMore} />
          )}
          {(may("events:write") || waiting + needsYou > 0) && (
            <Works
              href="/outbox"
              icon="tray"
              title={text.outbox(waiting + needsYou)}
              more={text.outboxMore}
            />
          )}
        </ul>
      </section>
      <section class="stack tight" aria-labelledby="needs">
        <h2 id="needs">{text.needs}</h2>
        <ul class="needs">
          {[text.unseen, text.details, text.signIn, ...(may("shipments:write") ? [text.create] : [])].map(
            (word) => (
              <li key={word}>
                <Icon name="cross" size={16} />
                {word}
              </li>
            ),
          )}
        </ul>
      </section>
      {kept?.used && <p class="soft small">{text.storage(kept.used)}</p>}
    </div>
  );
}

interface WorksProps {
  href: string;
  icon: IconName;
  title: string;
  more: string;
  asOf?: number | null;
}

function Works({ href, icon, title, more, asOf }: WorksProps) {
  const online = useOnline();
  return (
    <li>
      <Link href={href} class="works-link">
        <span class="works-mark">
          <Icon name={icon} />
        </span>
        <span>
          <b>{title}</b>
          <span class="soft small works-more">{more}</span>
          {asOf ? <Freshness asOf={asOf} stale={!online} /> : null}
        </span>
        <Icon name="chevron" size={18} />
      </Link>
    </li>
  );
}

interface Kept {
  parcels: number;
  /** The oldest of them: none is older than that. */
  parcelsAsOf: number | null;
  shipments: number;
  shipmentsAsOf: number | null;
  used: string | null;
}

function useKept() {
  const [kept, setKept] = useState<Kept | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const read = () => readKept().then(setKept, () => setFailed(true));
    void read();
    const stops = [onChange(read, "parcels"), onChange(read, "shipments")];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return { kept, failed };
}

async function readKept(): Promise<Kept> {
  const [parcels, shipments, state] = await Promise.all([listFollowed(), listKept(), workingSetState()]);
  const told = parcels.map(({ asOf }) => asOf).filter((asOf) => asOf > 0);
  const estimate = await navigator.storage?.estimate?.().catch(() => undefined);
  return {
    parcels: parcels.length,
    parcelsAsOf: told.length > 0 ? Math.min(...told) : null,
    shipments: shipments.length,
    shipmentsAsOf: state?.asOf ?? null,
    used: estimate?.usage ? megabytes(estimate.usage) : null,
  };
}

const megabytes = (bytes: number) =>
  new Intl.NumberFormat(undefined, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 }).format(
    bytes / 1e6,
  );
