import "./shipment.css";
import { useState } from "preact/hooks";
import { archiveShipment, liveShipment } from "../../api/shipments";
import type { Shipment } from "../../api/types";
import { readShipmentAnyhow } from "../../offline/shipments/read";
import { Button, buttonClass } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { ConfirmButton } from "../../ui/confirm-button";
import { CopyButton } from "../../ui/copy-button";
import { Icon } from "../../ui/icons";
import { useLive } from "../../ui/live";
import { Banner, Empty, Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { lookOf } from "../../ui/status";
import { Flags, StatusBadge, Steps } from "../../ui/status-parts";
import { dateOnly } from "../../ui/time";
import { type Loaded, useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { AddEventForm, type Outcome } from "./add-event-form";
import { EditForm } from "./edit-form";
import { Events } from "./events";
import { Proofs } from "./proofs";
import { ShipmentFacts } from "./shipment-facts";
import { shipmentText as text } from "./strings";
import { Waiting } from "./waiting";

export function ShipmentPage({ id }: { id: string }) {
  const answer = useAnswer(id, (signal) => readShipmentAnyhow(id, signal));
  if (answer.data) return <Known answer={answer} shipment={answer.data} />;
  if (answer.loading) return <Loading />;
  if (answer.problem?.status === 404)
    return (
      <>
        <PageHeading title={text.missingTitle} />
        <Empty icon="box" title={text.missing}>
          <Link href="/operator" class={buttonClass("primary")}>
            {text.back}
          </Link>
        </Empty>
      </>
    );
  return <ProblemBanner problem={answer.problem} onRetry={answer.reload} />;
}

type Open = "event" | "edit" | null;

function Known({ answer, shipment }: { answer: Loaded<Shipment>; shipment: Shipment }) {
  const [open, setOpen] = useState<Open>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [eventRound, setEventRound] = useState(0);
  const saved = (next: Shipment) => {
    answer.put(next, null);
    answer.reload();
    setOpen(null);
    setSaid(text.saved);
  };
  const renew = () => {
    answer.reload();
    setEventRound((old) => old + 1);
  };
  // What is being edited is saved over the version that it was read in, not over a newer one.
  const look = () => open !== "edit" && renew();
  useLive({ address: liveShipment(shipment.id), look, shown: () => shipment.version });
  const cancelEdit = () => {
    setOpen(null);
    renew();
  };
  const entered = (outcome: Outcome) => {
    if (outcome !== "waiting") renew();
    setOpen(null);
    setSaid({ sent: text.eventAdded, duplicate: text.eventDuplicate, waiting: text.eventWaits }[outcome]);
  };
  return (
    <>
      <div class="row between">
        <Link href="/operator" class="back-link">
          <Icon name="left" size={18} />
          {text.back}
        </Link>
        <Freshness asOf={answer.asOf} stale={answer.stale} />
      </div>
      <Head shipment={shipment} />
      <Actions shipment={shipment} open={open} onOpen={setOpen} onChange={saved} />
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      <Waiting shipment={shipment} onSent={renew} />
      <div role="status">
        {said && (
          <Banner tone="done" icon="check">
            <p>{said}</p>
          </Banner>
        )}
      </div>
      {open === "event" && (
        <AddEventForm shipment={shipment} onDone={entered} onCancel={() => setOpen(null)} />
      )}
      {open === "edit" && (
        <EditForm answer={answer} shipment={shipment} onDone={saved} onCancel={cancelEdit} />
      )}
      <div class="shipment-columns">
        <Events id={shipment.id} round={eventRound} explained={shipment.explanation.event_id ?? null} />
        <div class="stack">
          <ShipmentFacts shipment={shipment} />
          <Proofs id={shipment.id} round={eventRound} />
        </div>
      </div>
    </>
  );
}

function Head({ shipment }: { shipment: Shipment }) {
  return (
    <div class="stack" data-tone={lookOf(shipment.status).tone}>
      <div class="row">
        <PageHeading title={text.pageTitle(shipment.number)}>
          <span class="mono">{shipment.number}</span>
        </PageHeading>
        <StatusBadge status={shipment.status} />
        <Flags flags={shipment.flags} />
      </div>
      <Steps status={shipment.status} />
      {shipment.archived_at && <p class="soft">{text.archived(dateOnly(new Date(shipment.archived_at)))}</p>}
    </div>
  );
}

interface ActionsProps {
  shipment: Shipment;
  open: Open;
  onOpen: (open: Open) => void;
  onChange: (shipment: Shipment) => void;
}

function Actions({ shipment, open, onOpen, onChange }: ActionsProps) {
  const { may } = useCaller();
  const archive = useSubmission(archiveShipment);
  const runArchive = async () => {
    const archived = await archive.submit(shipment.id);
    if (archived) onChange(archived);
  };
  const toggle = (which: Open) => onOpen(open === which ? null : which);
  return (
    <>
      <div class="row">
        {may("events:write") && (
          <Button look="primary" icon="plus" aria-expanded={open === "event"} onClick={() => toggle("event")}>
            {text.addEvent}
          </Button>
        )}
        {may("events:write") && (
          <Link href={`/operator/shipments/${shipment.id}/proof`} class={buttonClass("plain")}>
            <Icon name="camera" />
            {text.handOver}
          </Link>
        )}
        {may("shipments:write") && (
          <Button icon="pen" aria-expanded={open === "edit"} onClick={() => toggle("edit")}>
            {text.edit}
          </Button>
        )}
        <CopyButton text={`${location.origin}/s/${shipment.token}`}>{text.copyLink}</CopyButton>
        <Link href={`/s/${shipment.token}`} class={buttonClass("plain")}>
          <Icon name="out" />
          {text.publicPage}
        </Link>
        {may("shipments:write") && !shipment.archived_at && (
          <ConfirmButton
            icon="archive"
            confirm={text.archiveConfirm}
            busy={archive.busy}
            onConfirm={runArchive}
          >
            {text.archive}
          </ConfirmButton>
        )}
      </div>
      <ProblemBanner problem={archive.problem} />
    </>
  );
}
