import { readPushReport } from "../../api/subscriptions";
import type { PushReport } from "../../api/types";
import { Button } from "../../ui/button";
import { Facts } from "../../ui/facts";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { dateAndTime } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { deliveries as text } from "./strings";

/** How notifications fare: who is subscribed, what waits, what became of what was sent. */
export function DeliveriesPage() {
  const answer = useAnswer("deliveries", readPushReport);
  const report = answer.data;
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <div class="row between">
        <p class="soft">{text.lead}</p>
        <Button icon="refresh" busy={answer.loading} onClick={answer.reload}>
          {text.refresh}
        </Button>
      </div>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {report === null && answer.loading && <Loading />}
      {report && (
        <>
          <Freshness asOf={answer.asOf} stale={answer.stale} />
          <section class="card stack" aria-labelledby="now">
            <h2 id="now">{text.now}</h2>
            <Facts
              none={text.none}
              facts={[
                [text.devices, count(report.devices)],
                [text.subscriptions, count(report.subscriptions)],
                [text.waiting, count(report.waiting)],
                [text.oldest, report.oldest_due ? dateAndTime(new Date(report.oldest_due)) : null],
              ]}
            />
          </section>
          {services(report).map(([service, facts]) => (
            <section key={service} class="card stack" aria-label={service}>
              <h2>{text.week(service)}</h2>
              <Facts none={text.none} facts={facts} />
            </section>
          ))}
        </>
      )}
    </div>
  );
}

const count = (number: number) => new Intl.NumberFormat().format(number);

/** The counts of each push service, in the order of its outcomes. */
function services({ deliveries }: PushReport): [service: string, facts: [string, string][]][] {
  const names = [...new Set(deliveries.map(({ service }) => service))];
  return names.map((name) => [
    name,
    deliveries
      .filter(({ service }) => service === name)
      .map((one) => [text.outcomes[one.outcome] ?? one.outcome, count(one.count)]),
  ]);
}
