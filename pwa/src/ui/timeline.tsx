import type { ComponentChildren } from "preact";
import type { Classifier, Status } from "../api/types";
import { Icon } from "./icons";
import { NOTE } from "./note";
import { lookOf } from "./status";
import { classifierWord, statusWord, ui } from "./strings";
import { byDay, type Dated, timeOfDay } from "./time";

export interface TimelineEvent extends Dated {
  id: string;
  status: Status;
  sub_status?: string | null;
  place: string | null;
  classifier: Classifier;
  correction: boolean;
  /** More about the event, for those who may see it. */
  more?: ComponentChildren;
}

/** Events, newest first, under the day on which they happened at their place. */
export function Timeline({ events }: { events: readonly TimelineEvent[] }) {
  return (
    <div>
      {byDay(events).map(({ day, events: ofDay }) => (
        <section class="timeline-day" key={`${day}${ofDay[0]?.id}`}>
          <h3>{day}</h3>
          <ol>
            {ofDay.map((event) => (
              <Entry key={event.id} event={event} newest={event === events[0]} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  );
}

function Entry({ event, newest }: { event: TimelineEvent; newest: boolean }) {
  const isNote = event.sub_status === NOTE;
  const look = lookOf(event.status);
  const remarks = [
    isNote ? null : event.sub_status?.replaceAll("_", " "),
    event.classifier === "actual" ? null : classifierWord[event.classifier],
    event.correction ? ui.correction : null,
  ].filter(Boolean);
  return (
    <li class="timeline-event" data-tone={look.tone} data-newest={newest} id={`event-${event.id}`}>
      <span class="dot">
        <Icon name={isNote ? "note" : look.icon} size={17} />
      </span>
      <div class="what">
        <p class="strong">{isNote ? ui.note : (statusWord[event.status] ?? event.status)}</p>
        {event.place && <p class="soft small">{event.place}</p>}
        {remarks.length > 0 && <p class="soft small">{remarks.join(" · ")}</p>}
        {event.more}
      </div>
      <time dateTime={event.at}>{timeOfDay(event)}</time>
    </li>
  );
}
