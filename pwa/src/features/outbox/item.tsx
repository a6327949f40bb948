import { useState } from "preact/hooks";
import { normalise } from "../../offline/numbers";
import { isConflict, type OutboxItem } from "../../offline/outbox/item";
import { discard, sendAgain } from "../../offline/outbox/outbox";
import { Button, buttonClass } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { TextField } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { Link } from "../../ui/router";
import { sendOutbox } from "../../ui/sending";
import { clock, dateAndTime } from "../../ui/time";
import { outboxText as text } from "./strings";
import { timeOf, wordsOf } from "./words";

export function Item({ item }: { item: OutboxItem }) {
  const { icon, tone, title, more } = wordsOf(item);
  const needsYou = item.state === "needs-you";
  return (
    <li class="outbox-item" data-tone={needsYou ? "fault" : tone}>
      <span class="outbox-mark">
        <Icon name={needsYou ? "alert" : icon} size={18} />
      </span>
      <div class="outbox-what">
        <p class="strong">{title}</p>
        <p class="mono small">{item.target.number}</p>
        {more && <p class="small soft">{more}</p>}
        {item.tries > 0 && item.state === "waiting" && <p class="small soft">{text.tried(item.tries)}</p>}
        {item.duplicate && <p class="small soft">{text.knownAlready}</p>}
      </div>
      <div class="outbox-when">
        <StateWord item={item} />
        <time class="small soft" dateTime={new Date(timeOf(item)).toISOString()}>
          {shortTime(new Date(timeOf(item)))}
        </time>
      </div>
      {needsYou && <Remedy item={item} />}
    </li>
  );
}

/** The time of day today, else with its date: a number must not be broken for want of room. */
const shortTime = (date: Date) =>
  date.toDateString() === new Date().toDateString() ? clock(date) : dateAndTime(date);

const tones = { waiting: "care", sending: "transit", done: "done", "needs-you": "fault" } as const;
const icons = { waiting: "clock", sending: "upload", done: "check", "needs-you": "alert" } as const;

const StateWord = ({ item }: { item: OutboxItem }) => (
  <span class="badge" data-tone={tones[item.state]}>
    <Icon name={icons[item.state]} size={14} />
    {text.state[item.state]}
  </span>
);

/** Why it was refused, what helps, and the buttons that do it. */
function Remedy({ item }: { item: OutboxItem }) {
  const [number, setNumber] = useState(item.target.number);
  const { problem } = item;
  const canRename =
    item.work.kind !== "proof" && problem?.slug === "shipment-not-found" && !item.target.shipmentId;
  const again = async () => {
    const renamed = normalise(number);
    await sendAgain(item.key, canRename && renamed ? { ...item.target, number: renamed } : undefined);
    await sendOutbox(true);
  };
  return (
    <div class="outbox-remedy stack tight">
      <p>
        <b>{problem?.title}</b> {problem?.detail}
      </p>
      <p>{text.remedies[problem?.slug ?? ""] ?? text.remedy}</p>
      {canRename && (
        <TextField
          label={text.numberAgain}
          class="input mono"
          autoComplete="off"
          spellcheck={false}
          maxLength={64}
          value={number}
          onInput={(event) => setNumber(event.currentTarget.value)}
        />
      )}
      <div class="row">
        {isConflict(item) ? (
          <Link href={`/outbox/${item.key}`} class={buttonClass("primary")}>
            {text.decide}
          </Link>
        ) : (
          <Button look="primary" icon="refresh" onClick={again}>
            {text.again}
          </Button>
        )}
        {item.target.shipmentId && (
          <Link href={`/operator/shipments/${item.target.shipmentId}`} class={buttonClass("plain")}>
            {text.openShipment}
          </Link>
        )}
        <ConfirmButton icon="bin" confirm={text.discardConfirm} onConfirm={() => discard([item.key])}>
          {text.discard}
        </ConfirmButton>
      </div>
    </div>
  );
}
