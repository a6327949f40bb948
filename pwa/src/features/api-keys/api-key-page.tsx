import { getApiKey, revokeApiKey } from "../../api/api-keys";
import type { ApiKey } from "../../api/types";
import { ConfirmButton } from "../../ui/confirm-button";
import { Facts } from "../../ui/facts";
import { Icon } from "../../ui/icons";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { dateAndTime } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import "./api-keys.css";
import { ChangeKey } from "./change-key";
import { KeyBadges, QuotaBar } from "./key-badges";
import { RotateKey } from "./rotate-key";
import { keys as text } from "./strings";
import { Usage } from "./usage-chart";
import { hasEnded, limitOf, quotaOf } from "./words";

export function ApiKeyPage({ id }: { id: string }) {
  const answer = useAnswer(`key-${id}`, () => getApiKey(id));
  const key = answer.data;
  return (
    <div class="stack middling">
      <Link class="key-back" href="/operator/keys">
        <Icon name="left" size={16} />
        {text.back}
      </Link>
      <PageHeading title={key?.name ?? text.title} />
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {key === null && answer.loading && <Loading />}
      {key && (
        <>
          <Known apiKey={key} asOf={answer.asOf} stale={answer.stale} />
          <Usage id={id} />
          {!hasEnded(key) && <RotateKey apiKey={key} onRotated={answer.put} />}
          {!key.revoked_at && <ChangeKey apiKey={key} onChanged={answer.put} />}
          {!key.revoked_at && <Revoke id={id} onRevoked={answer.reload} />}
        </>
      )}
    </div>
  );
}

function Known({ apiKey, asOf, stale }: { apiKey: ApiKey; asOf: number | null; stale: boolean }) {
  const when = (time: string | null | undefined) => (time ? dateAndTime(new Date(time)) : null);
  const quota = quotaOf(apiKey);
  return (
    <section class="card stack" aria-labelledby="facts">
      <div class="row between">
        <h2 id="facts">{text.facts}</h2>
        <Freshness asOf={asOf} stale={stale} />
      </div>
      <div class="row">
        <KeyBadges apiKey={apiKey} />
      </div>
      <Facts
        none={text.none}
        facts={[
          [text.hint, <code key="hint">{apiKey.hint}</code>],
          [text.role, text.roles[apiKey.role]],
          [text.scopes, apiKey.scopes?.join(" ") ?? text.everything],
          [text.addresses, apiKey.addresses?.join(", ") ?? text.everywhere],
          [text.perMinute, limitOf(apiKey) ?? text.unlimited],
          [text.expiry, when(apiKey.expires_at) ?? text.never],
          [text.use, when(apiKey.last_used_at) ?? text.neverUsed],
          [text.renewed, when(apiKey.rotated_at)],
          [text.formerUntil, when(apiKey.former_until)],
          [text.hasRevoked, when(apiKey.revoked_at)],
          [text.quota, quota ? null : text.noQuota],
        ]}
      />
      {quota && <QuotaBar used={apiKey.month_requests} quota={apiKey.monthly_quota ?? 0} words={quota} />}
    </section>
  );
}

function Revoke({ id, onRevoked }: { id: string; onRevoked: () => void }) {
  const revoke = useSubmission((key: string) =>
    revokeApiKey(key).then((answer) => (answer.ok ? { ...answer, data: true } : answer)),
  );
  const run = async () => {
    if (await revoke.submit(id)) onRevoked();
  };
  return (
    <section class="card stack" aria-labelledby="revoke">
      <h2 id="revoke">{text.revoke}</h2>
      <p class="small soft">{text.revokeLead}</p>
      <ProblemBanner problem={revoke.problem} />
      <div>
        <ConfirmButton icon="bin" confirm={text.revokeConfirm} busy={revoke.busy} onConfirm={run}>
          {text.revoke}
        </ConfirmButton>
      </div>
    </section>
  );
}
