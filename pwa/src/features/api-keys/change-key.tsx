import { useState } from "preact/hooks";
import { changeApiKey } from "../../api/api-keys";
import type { ApiKey, ChangeApiKeyRequest } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Banner, ProblemBanner } from "../../ui/notices";
import { dateOnly } from "../../ui/time";
import { useSubmission } from "../../ui/use-submission";
import { KeyFields, readKeyFields } from "./key-fields";
import { keys as text } from "./strings";
import { inDays } from "./words";

const asNow = "now";

export function ChangeKey({ apiKey, onChanged }: { apiKey: ApiKey; onChanged: (key: ApiKey) => void }) {
  const { submit, busy, problem } = useSubmission((request: ChangeApiKeyRequest, key) =>
    changeApiKey(apiKey.id, apiKey.version, request, key),
  );
  const [saved, setSaved] = useState(false);
  const [missing, setMissing] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    setSaved(false);
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormReader(element);
    const name = form.text("name");
    setMissing(!name);
    if (!name) return;
    const changed = await submit({
      name,
      expires_at: endIn(form, apiKey),
      ...readKeyFields(form, element, apiKey),
    });
    if (!changed) return;
    setSaved(true);
    onChanged(changed);
  };
  const kept = apiKey.expires_at ? text.keepTerm(dateOnly(new Date(apiKey.expires_at))) : text.keepNoTerm;
  return (
    <form class="card stack" onSubmit={send} noValidate aria-labelledby="change">
      <h2 id="change">{text.change}</h2>
      <div class="fields">
        <TextField
          label={text.name}
          name="name"
          autoComplete="off"
          maxLength={100}
          defaultValue={apiKey.name}
          errors={missing ? [text.nameMissing] : problem?.errors.name}
        />
        <SelectField
          label={text.lasts}
          name="days"
          value={asNow}
          choices={[
            [asNow, kept],
            ...text.termOrder.map((days) => [days, text.terms[days] ?? days] as const),
          ]}
        />
      </div>
      <KeyFields role={apiKey.role} known={apiKey} errors={problem?.errors} />
      {problem?.slug === "version-mismatch" ? (
        <Banner tone="care" icon="alert">
          <p>{text.changedMeanwhile}</p>
        </Banner>
      ) : (
        <ProblemBanner problem={problem} />
      )}
      <div>
        <Button type="submit" look="primary" icon="check" busy={busy}>
          {text.save}
        </Button>
      </div>
      <div role="status">
        {saved && (
          <Banner tone="done" icon="check">
            <p>{text.saved}</p>
          </Banner>
        )}
      </div>
    </form>
  );
}

function endIn(form: FormReader, apiKey: ApiKey): string | undefined {
  if (form.text("days") === asNow) return apiKey.expires_at ?? undefined;
  const days = form.number("days");
  return days ? inDays(days) : undefined;
}
