import type { Shipment } from "../../api/types";
import type { OutboxItem } from "../../offline/outbox/item";
import { discard, sendAgain } from "../../offline/outbox/outbox";
import { listShipmentsAnyhow, readShipmentAnyhow } from "../../offline/shipments/read";
import { Button, buttonClass } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { Icon } from "../../ui/icons";
import { Empty, Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { placeWords } from "../../ui/places";
import { Link, navigate } from "../../ui/router";
import { sendOutbox } from "../../ui/sending";
import { StatusBadge } from "../../ui/status-parts";
import { dateAndTime } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useCarriers } from "../../ui/use-carriers";
import { useOutbox } from "../../ui/use-outbox";
import { outboxText as text } from "./strings";
import { timeOf, wordsOf } from "./words";

/** What only a person can settle: what was done on one side, what the service has on the other. */
export function DecidePage({ itemKey }: { itemKey: string }) {
  const outbox = useOutbox();
  const item = outbox?.items.find(({ key }) => key === itemKey);
  if (!outbox) return <Loading />;
  return (
    <div class="stack narrow">
      <Link href="/outbox" class="back-link">
        <Icon name="left" size={18} />
        {text.backToOutbox}
      </Link>
      {item?.state === "needs-you" ? (
        <Decide item={item} />
      ) : (
        <>
          <PageHeading title={text.goneTitle} />
          <Empty icon="tray" title={text.gone}>
            <Link href="/outbox" class={buttonClass("primary")}>
              {text.backToOutbox}
            </Link>
          </Empty>
        </>
      )}
    </div>
  );
}

function Decide({ item }: { item: OutboxItem }) {
  const { title, more } = wordsOf(item);
  const found = useAnswer(item.key, (signal) => candidates(item, signal));
  const send = async (shipment: Shipment) => {
    await sendAgain(item.key, { number: shipment.number, shipmentId: shipment.id });
    void sendOutbox(true);
    navigate("/outbox", { replace: true });
  };
  const throwAway = async () => {
    await discard([item.key]);
    navigate("/outbox", { replace: true });
  };
  return (
    <>
      <PageHeading title={text.conflictTitle} />
      <p>{text.remedies[item.problem?.slug ?? ""] ?? item.problem?.title}</p>
      <section class="card stack tight" aria-label={text.yours}>
        <h2>{text.yours}</h2>
        <p class="strong">{title}</p>
        <p class="mono">{item.target.number}</p>
        <p class="soft small">{[more, dateAndTime(new Date(timeOf(item)))].filter(Boolean).join(" · ")}</p>
      </section>
      <section class="stack tight" aria-label={text.candidates}>
        <div class="row between">
          <h2>{text.candidates}</h2>
          <Freshness asOf={found.asOf} stale={found.stale} />
        </div>
        {found.loading && !found.data && <Loading />}
        <ProblemBanner problem={found.problem} onRetry={found.reload} />
        {found.data?.length === 0 && <p class="soft">{text.noCandidates}</p>}
        <ul class="stack tight">
          {found.data?.map((shipment) => (
            <Candidate key={shipment.id} shipment={shipment} onChoose={() => send(shipment)} />
          ))}
        </ul>
      </section>
      <div>
        <ConfirmButton icon="bin" confirm={text.discardConfirm} onConfirm={throwAway}>
          {text.discard}
        </ConfirmButton>
      </div>
    </>
  );
}

/** The shipment itself where it is known, else those with the number. */
async function candidates({ target }: OutboxItem, signal: AbortSignal) {
  if (target.shipmentId) {
    const answer = await readShipmentAnyhow(target.shipmentId, signal);
    return answer.ok ? { ...answer, data: [answer.data] } : answer;
  }
  const answer = await listShipmentsAnyhow({ search: target.number, limit: 20 }, signal);
  if (!answer.ok) return answer;
  return { ...answer, data: answer.data.items.filter(({ number }) => number === target.number) };
}

function Candidate({ shipment, onChoose }: { shipment: Shipment; onChoose: () => void }) {
  const carriers = useCarriers();
  const place = placeWords(shipment.destination?.city, shipment.destination?.country);
  return (
    <li class="card candidate">
      <div class="stack tight">
        <p class="strong">{carriers.find(({ id }) => id === shipment.carrier)?.name ?? shipment.carrier}</p>
        <p class="small soft">{[shipment.reference, place].filter(Boolean).join(" · ")}</p>
        <StatusBadge status={shipment.status} />
      </div>
      <Button look="primary" icon="check" onClick={onChoose}>
        {text.choose}
      </Button>
    </li>
  );
}
