import { useState } from "preact/hooks";
import { createApiKey, listApiKeys, revokeApiKey } from "../../api/session";
import type { ApiKey, IssuedApiKey, Role } from "../../api/types";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { CopyButton } from "../../ui/copy-button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Banner, Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { keys as text } from "./strings";

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
        <ul class="stack">
          {items.map((key) => (
            <Key key={key.id} apiKey={key} onRevoked={answer.reload} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function CreateKey({ onCreated }: { onCreated: () => void }) {
  const { submit, busy, problem } = useSubmission(createApiKey);
  const [issued, setIssued] = useState<IssuedApiKey | null>(null);
  const [missing, setMissing] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormReader(element);
    const name = form.text("name");
    setMissing(!name);
    if (!name) return;
    const days = form.number("days");
    // To the minute, so that pressing again after a lost answer asks for the very same key.
    const end = days
      ? new Date(Math.floor(Date.now() / 60_000) * 60_000 + days * 86_400_000).toISOString()
      : undefined;
    const key = await submit({ name, role: form.text("role") as Role, expires_at: end });
    if (!key) return;
    setIssued(key);
    element.reset();
    onCreated();
  };
  return (
    <form class="card stack" onSubmit={send} noValidate aria-label={text.create}>
      <div class="fields">
        <TextField
          label={text.name}
          name="name"
          autoComplete="off"
          maxLength={100}
          errors={missing ? [text.nameMissing] : problem?.errors.name}
        />
        <SelectField label={text.role} name="role" value="operator" choices={Object.entries(text.roles)} />
        <SelectField
          label={text.lasts}
          name="days"
          value=""
          choices={Object.entries(text.terms).sort(([a], [b]) => Number(a) - Number(b))}
        />
      </div>
      <ProblemBanner problem={problem} />
      <div>
        <Button type="submit" look="primary" icon="key" busy={busy}>
          {text.create}
        </Button>
      </div>
      <div role="status">
        {issued && (
          <Banner tone="done" icon="key">
            <p class="strong">{text.once}</p>
            <p>
              <code>{issued.secret}</code>
            </p>
            <CopyButton text={issued.secret}>{text.copy}</CopyButton>
          </Banner>
        )}
      </div>
    </form>
  );
}

function Key({ apiKey, onRevoked }: { apiKey: ApiKey; onRevoked: () => void }) {
  const revoke = useSubmission((id: string) =>
    revokeApiKey(id).then((answer) => (answer.ok ? { ...answer, data: true } : answer)),
  );
  const run = async () => {
    if (await revoke.submit(apiKey.id)) onRevoked();
  };
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <p class="strong">
            {apiKey.name} <code class="soft">{apiKey.hint}</code>
          </p>
          <p class="small soft">
            {[text.roles[apiKey.role], text.created(dateOnly(new Date(apiKey.created_at))), endOf(apiKey)]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        {!apiKey.revoked_at && (
          <ConfirmButton icon="bin" confirm={text.revokeConfirm} busy={revoke.busy} onConfirm={run}>
            {text.revoke}
          </ConfirmButton>
        )}
      </div>
      <ProblemBanner problem={revoke.problem} />
    </li>
  );
}

function endOf(key: ApiKey): string | null {
  if (key.revoked_at) return text.revoked(dateOnly(new Date(key.revoked_at)));
  if (!key.expires_at) return null;
  const end = new Date(key.expires_at);
  return end.getTime() < Date.now() ? text.expired(dateOnly(end)) : text.expires(dateOnly(end));
}
