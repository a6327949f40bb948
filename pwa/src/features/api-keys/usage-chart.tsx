import { useState } from "preact/hooks";
import { getApiKeyUsage } from "../../api/api-keys";
import type { ApiKeyUsage, ApiKeyUsageDay } from "../../api/types";
import { Icon } from "../../ui/icons";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { keys as text } from "./strings";
import { count } from "./words";

const days = 30;
const height = 120;
const step = 20;
const dayLength = 86_400_000;

const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);

/** Every day of a span: of those that were not used the service says nothing. */
export function filled(usage: ApiKeyUsage): ApiKeyUsageDay[] {
  const known = new Map(usage.days.map((day) => [day.day, day]));
  const all: ApiKeyUsageDay[] = [];
  for (let at = Date.parse(usage.from); at <= Date.parse(usage.to); at += dayLength)
    all.push(known.get(dayOf(at)) ?? { day: dayOf(at), requests: 0, refused: 0 });
  return all;
}

/** How often a key was used, by day and by operation: as a picture, and as the tables that say the same. */
export function Usage({ id }: { id: string }) {
  const [to] = useState(() => Date.now());
  const answer = useAnswer(`usage-${id}`, () =>
    getApiKeyUsage(id, dayOf(to - (days - 1) * dayLength), dayOf(to)),
  );
  const usage = answer.data;
  return (
    <section class="card stack" aria-labelledby="usage">
      <div class="row between">
        <h2 id="usage">{text.usage}</h2>
        <Freshness asOf={answer.asOf} stale={answer.stale} />
      </div>
      <p class="small soft">{text.usageLead}</p>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {usage === null && answer.loading && <Loading />}
      {usage && usage.days.length === 0 && <p class="soft">{text.usageNone}</p>}
      {usage && usage.days.length > 0 && <Figures usage={usage} />}
    </section>
  );
}

function Figures({ usage }: { usage: ApiKeyUsage }) {
  const all = filled(usage);
  const requests = all.reduce((sum, day) => sum + day.requests, 0);
  const refused = all.reduce((sum, day) => sum + day.refused, 0);
  return (
    <>
      <p class="strong">{text.total(count(requests), count(refused))}</p>
      <figure class="stack tight">
        <Bars days={all} />
        <figcaption class="key-legend small">
          <span data-tone="transit">
            <i aria-hidden="true" />
            {text.served}
          </span>
          <span data-tone="fault">
            <i aria-hidden="true" />
            {text.refused}
          </span>
        </figcaption>
      </figure>
      <details class="disclosure">
        <summary>
          <Icon name="list" />
          {text.usageTable}
          <Icon name="chevron" size={16} />
        </summary>
        <Table
          caption={text.usageByDay}
          first={text.day}
          rows={usage.days.map((day) => [
            dateOnly(new Date(`${day.day}T00:00:00`)),
            day.requests,
            day.refused,
          ])}
        />
      </details>
      <Table
        caption={text.usageByRoute}
        first={text.operation}
        rows={usage.routes.map((route) => [route.route, route.requests, route.refused])}
      />
    </>
  );
}

function Bars({ days: all }: { days: ApiKeyUsageDay[] }) {
  const most = Math.max(...all.map((day) => day.requests));
  const tall = (value: number) => (value === 0 ? 0 : Math.max(2, (value / most) * height));
  const named = (day: string) => dateOnly(new Date(`${day}T00:00:00`));
  return (
    <div class="key-chart">
      <span class="small soft">{count(most)}</span>
      <svg
        viewBox={`0 0 ${all.length * step} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={text.usageByDay}
      >
        {all.map((day, index) => (
          <g key={day.day}>
            <rect
              class="served"
              x={index * step + 3}
              width={step - 6}
              y={height - tall(day.requests)}
              height={tall(day.requests)}
            />
            <rect
              class="refused"
              x={index * step + 3}
              width={step - 6}
              y={height - tall(day.refused)}
              height={tall(day.refused)}
            />
          </g>
        ))}
      </svg>
      <p class="row between small soft">
        <span>{named(all[0]?.day ?? "")}</span>
        <span>{named(all.at(-1)?.day ?? "")}</span>
      </p>
    </div>
  );
}

function Table({
  caption,
  first,
  rows,
}: {
  caption: string;
  first: string;
  rows: [string, number, number][];
}) {
  return (
    <table class="key-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{first}</th>
          <th scope="col">{text.requests}</th>
          <th scope="col">{text.refused}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, requests, refused]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{count(requests)}</td>
            <td>{count(refused)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
