import { useState } from "preact/hooks";
import { readCache } from "../../api/cache";
import type { CacheFigures, CacheReport, CacheWindowName } from "../../api/types";
import { Button } from "../../ui/button";
import { Facts } from "../../ui/facts";
import { SelectField } from "../../ui/field";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { dateAndTime } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import "./cache.css";
import { LevelBar } from "./level-bar";
import { bytes, count, percent, span } from "./numbers";
import { Recommendations } from "./recommendations";
import { cacheText as text } from "./strings";
import { TopKeys } from "./top-keys";

/** How the cache of the answering node does, and what could be better. */
export function CachePage() {
  const answer = useAnswer("cache", readCache);
  const [name, setName] = useState<CacheWindowName>("hour");
  const report = answer.data;
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <p class="soft">{text.lead}</p>
      <div class="row between">
        <SelectField
          label={text.window}
          name="window"
          value={name}
          choices={Object.entries(text.windows)}
          onChange={(event) => setName(event.currentTarget.value as CacheWindowName)}
        />
        <Button icon="refresh" busy={answer.loading} onClick={answer.reload}>
          {text.refresh}
        </Button>
      </div>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {report === null && answer.loading && <Loading />}
      {report && (
        <>
          <Freshness asOf={answer.asOf} stale={answer.stale} />
          <Windows report={report} name={name} />
        </>
      )}
      <Recommendations onChanged={answer.reload} />
      <TopKeys />
    </div>
  );
}

function Windows({ report, name }: { report: CacheReport; name: CacheWindowName }) {
  const window = report.windows.find((one) => one.window === name);
  if (!window) return null;
  const { all, families } = window;
  return (
    <>
      <section class="card stack" aria-labelledby="overview">
        <h2 id="overview">{text.overview}</h2>
        <p class="cache-rate">
          <b>{percent(all.hit_rate)}</b> {text.hitRate}
          <span class="small soft">{text.since(dateAndTime(new Date(window.from)))}</span>
        </p>
        <LevelBar figures={all} />
        <Facts
          none={text.nothing}
          facts={[
            ...factsOf(all),
            [text.used, text.of(bytes(report.memory.used), bytes(report.memory.capacity))],
          ]}
        />
      </section>
      <section class="card stack" aria-labelledby="families">
        <h2 id="families">{text.families}</h2>
        <ul class="stack cache-list">
          {families.map((figures) => (
            <li key={figures.family} class="stack tight">
              <h3>{figures.family}</h3>
              <LevelBar figures={figures} />
              <Facts none={text.nothing} facts={[...factsOf(figures), ...holdingOf(report, figures)]} />
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

type Fact = readonly [string, string | null];

const factsOf = (figures: CacheFigures): Fact[] => [
  [text.asked, count(figures.asked)],
  [text.saved, span(figures.source_seconds_saved)],
  [text.savedBytes, bytes(figures.bytes_saved)],
  [text.evictions, figures.evictions ? count(figures.evictions) : null],
  [text.regrets, figures.regrets ? count(figures.regrets) : null],
  [text.failures, figures.failures ? count(figures.failures) : null],
  [text.age, figures.asked ? `${span(figures.age_seconds.half)}, ${span(figures.age_seconds.p99)}` : null],
  [text.size, figures.asked ? `${bytes(figures.size_bytes.half)}, ${bytes(figures.size_bytes.p99)}` : null],
];

function holdingOf(report: CacheReport, figures: CacheFigures): Fact[] {
  const holding = report.holdings.find((one) => one.family === figures.family);
  if (!holding) return [];
  return [
    [text.used, bytes(holding.bytes)],
    [text.lifetime, text.lifetimeOf(holding.lifetime_percent)],
  ];
}
