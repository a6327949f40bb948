import { listApiKeys } from "../../api/api-keys";
import type { ApiKey } from "../../api/types";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import "./api-keys.css";
import { CreateKey } from "./create-key";
import { KeyBadges, QuotaBar } from "./key-badges";
import { keys as text } from "./strings";
import { endOf, hasEnded, quotaOf, usedOf } from "./words";

export function ApiKeysPage() {
  const answer = useAnswer("keys", () => listApiKeys());
  const items = answer.data?.items ?? [];
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <p class="soft">{text.lead}</p>
      <CreateKey onCreated={answer.reload} />
      <section class="card stack" aria-labelledby="existing">
        <div class="row between">
          <h2 id="existing">{text.existing}</h2>
          <Freshness asOf={answer.asOf} stale={answer.stale} />
        </div>
        <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
        {answer.data === null && answer.loading && <Loading />}
        {answer.data && items.length === 0 && <p class="soft">{text.none}</p>}
        <ul class="key-list">
          {items.map((key) => (
            <KeyLine key={key.id} apiKey={key} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function KeyLine({ apiKey }: { apiKey: ApiKey }) {
  const quota = quotaOf(apiKey);
  const facts = [
    text.roles[apiKey.role],
    apiKey.scopes?.join(" "),
    text.created(dateOnly(new Date(apiKey.created_at))),
    endOf(apiKey),
    usedOf(apiKey),
  ];
  return (
    <li class="stack tight" data-ended={hasEnded(apiKey)}>
      <div class="row">
        <Link class="strong" href={`/operator/keys/${apiKey.id}`}>
          {apiKey.name}
        </Link>
        <code class="soft">{apiKey.hint}</code>
        <KeyBadges apiKey={apiKey} />
      </div>
      <p class="small soft">{facts.filter(Boolean).join(" · ")}</p>
      {quota && !hasEnded(apiKey) && (
        <QuotaBar used={apiKey.month_requests} quota={apiKey.monthly_quota ?? 0} words={quota} />
      )}
    </li>
  );
}
