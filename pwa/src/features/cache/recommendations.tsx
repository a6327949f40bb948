import { useState } from "preact/hooks";
import { applyCacheRecommendation, listCacheRecommendations, undoCacheChange } from "../../api/cache";
import type { CacheChange, CacheRecommendation } from "../../api/types";
import { Button } from "../../ui/button";
import { Loading, ProblemBanner } from "../../ui/notices";
import { dateAndTime } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { bytes, count, percent, span } from "./numbers";
import { cacheText as text } from "./strings";

/** What the figures recommend, and what was made of it, each with the button that does or undoes it. */
export function Recommendations({ onChanged }: { onChanged: () => void }) {
  const answer = useAnswer("cache-recommendations", listCacheRecommendations);
  const [isDone, setDone] = useState(false);
  const changed = () => {
    setDone(true);
    answer.reload();
    onChanged();
  };
  const { items = [], changes = [] } = answer.data ?? {};
  return (
    <>
      <section class="card stack" aria-labelledby="recommendations">
        <h2 id="recommendations">{text.recommendations}</h2>
        <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
        {answer.data === null && answer.loading && <Loading />}
        {answer.data && items.length === 0 && <p class="soft">{text.none}</p>}
        <ul class="stack cache-list">
          {items.map((item) => (
            <Item key={`${item.advice} ${item.target ?? item.family}`} item={item} onApplied={changed} />
          ))}
        </ul>
        <div role="status">{isDone && <p class="small soft">{text.done}</p>}</div>
      </section>
      <section class="card stack" aria-labelledby="changes">
        <h2 id="changes">{text.changes}</h2>
        {answer.data && changes.length === 0 && <p class="soft">{text.noChanges}</p>}
        <ul class="stack cache-list">
          {changes.map((change) => (
            <Change key={change.id} change={change} onUndone={changed} />
          ))}
        </ul>
      </section>
    </>
  );
}

function Item({ item, onApplied }: { item: CacheRecommendation; onApplied: () => void }) {
  const apply = useSubmission((id: string) => applyCacheRecommendation(id));
  const words = text.advice[item.advice](item.family ?? "");
  const run = async (id: string) => {
    if (await apply.submit(id)) onApplied();
  };
  return (
    <li class="stack tight">
      <p class="strong">{words}</p>
      {item.target && (
        <p>
          {text.target(item.target)}:{" "}
          {text.fromTo(shownValue(item.target, item.before), shownValue(item.target, item.after))}
        </p>
      )}
      <p class="small soft">{[...item.evidence.map(evidenceOf), gainOf(item)].filter(Boolean).join(" · ")}</p>
      {item.id && (
        <div>
          <Button
            icon="check"
            busy={apply.busy}
            onClick={() => item.id && run(item.id)}
            aria-label={`${text.apply}: ${words}`}
          >
            {text.apply}
          </Button>
        </div>
      )}
      <ProblemBanner problem={apply.problem} />
    </li>
  );
}

function Change({ change, onUndone }: { change: CacheChange; onUndone: () => void }) {
  const undo = useSubmission((id: string) => undoCacheChange(id));
  const run = async () => {
    if (await undo.submit(change.id)) onUndone();
  };
  const words = `${text.target(change.target)}: ${text.fromTo(shownValue(change.target, change.before), shownValue(change.target, change.after))}`;
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <p class="strong">{words}</p>
          <p class="small soft">
            {text.applied(change.applied_by, dateAndTime(new Date(change.applied_at)))}
          </p>
          {change.undone_at && change.undone_by && (
            <p class="small soft">{text.undone(change.undone_by, dateAndTime(new Date(change.undone_at)))}</p>
          )}
        </div>
        {change.can_undo && (
          <Button icon="back" busy={undo.busy} onClick={run} aria-label={`${text.undo}: ${words}`}>
            {text.undo}
          </Button>
        )}
      </div>
      <ProblemBanner problem={undo.problem} />
    </li>
  );
}

const shownValue = (target: string, value: number | null | undefined) =>
  value === undefined || value === null ? "" : target === "memory" ? bytes(value) : `${value} %`;

function evidenceOf({ name, value }: { name: string; value: number }): string {
  const isShare = name.startsWith("share_") || name === "hit_rate";
  const shown = isShare ? percent(value) : name.endsWith("_seconds") ? span(value) : count(value);
  return `${shown} ${text.evidence[name] ?? name}`;
}

function gainOf({ source_seconds_per_hour: seconds }: CacheRecommendation): string {
  if (seconds === 0) return "";
  return seconds > 0 ? text.saves(span(seconds)) : text.costs(span(-seconds));
}
