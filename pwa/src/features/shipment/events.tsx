import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { listEvents } from "../../api/shipments";
import type { ShipmentEvent } from "../../api/types";
import { Button } from "../../ui/button";
import { Loading, ProblemBanner } from "../../ui/notices";
import { fullPlace } from "../../ui/places";
import { sourceWord } from "../../ui/strings";
import { dateAndTime } from "../../ui/time";
import { Timeline, type TimelineEvent } from "../../ui/timeline";
import { useAnswer } from "../../ui/use-answer";
import { shipmentText as text } from "./strings";

interface EventsProps {
  id: string;
  /** Counts the writes of this page: another number loads the timeline anew. */
  round: number;
  /** The event that made the status. */
  explained: string | null;
}

export function Events({ id, round, explained }: EventsProps) {
  const first = useAnswer(id, (signal) => listEvents(id, undefined, signal));
  const [older, setOlder] = useState<{ items: ShipmentEvent[]; next: string | null } | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const { reload } = first;
  useEffect(() => {
    if (round === 0) return;
    setOlder(null);
    reload();
  }, [round, reload]);

  const next = older ? older.next : (first.data?.next ?? null);
  const loadOlder = async () => {
    const answer = await listEvents(id, next ?? undefined);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    setOlder({ items: [...(older?.items ?? []), ...answer.data.items], next: answer.data.next ?? null });
  };
  const events = [...(first.data?.items ?? []), ...(older?.items ?? [])].map((event) =>
    entryOf(event, explained),
  );

  return (
    <section class="card stack" aria-labelledby="timeline">
      <h2 id="timeline">{text.timeline}</h2>
      {first.data === null && first.loading && <Loading />}
      {first.data && (events.length > 0 ? <Timeline events={events} /> : <p class="soft">{text.noEvents}</p>)}
      <ProblemBanner problem={problem ?? first.problem} onRetry={problem ? loadOlder : first.reload} />
      {next && <Button onClick={loadOlder}>{text.older}</Button>}
    </section>
  );
}

function entryOf(event: ShipmentEvent, explained: string | null): TimelineEvent {
  return {
    ...event,
    at: event.event_time,
    place: fullPlace(event.location),
    more: <Raw event={event} explains={event.id === explained} />,
  };
}

/** How the event came in, as it came in. */
function Raw({ event, explains }: { event: ShipmentEvent; explains: boolean }) {
  return (
    <div class="raw">
      {event.raw_text && <p class="small">“{event.raw_text}”</p>}
      <p class="small soft">
        {event.raw_code && (
          <>
            {text.rawCode} <code>{event.raw_code}</code> ·{" "}
          </>
        )}
        {text.rule} <code>{event.rule}</code> · {sourceWord[event.source]} · {text.recorded}{" "}
        {dateAndTime(new Date(event.record_time))}
      </p>
      {explains && <p class="small raw-why">{text.decides}</p>}
    </div>
  );
}
