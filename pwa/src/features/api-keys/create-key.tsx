import { useState } from "preact/hooks";
import { createApiKey } from "../../api/api-keys";
import type { IssuedApiKey, Role } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Icon } from "../../ui/icons";
import { ProblemBanner } from "../../ui/notices";
import { useSubmission } from "../../ui/use-submission";
import { KeyFields, readKeyFields } from "./key-fields";
import { Secret } from "./secret";
import { keys as text } from "./strings";
import { inDays } from "./words";

export function CreateKey({ onCreated }: { onCreated: () => void }) {
  const { submit, busy, problem } = useSubmission(createApiKey);
  const [issued, setIssued] = useState<IssuedApiKey | null>(null);
  const [role, setRole] = useState<Role>("operator");
  const [missing, setMissing] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormReader(element);
    const name = form.text("name");
    setMissing(!name);
    if (!name) return;
    const days = form.number("days");
    const end = days ? inDays(days) : undefined;
    const key = await submit({ name, role, expires_at: end, ...readKeyFields(form, element) });
    if (!key) return;
    setIssued(key);
    element.reset();
    setRole("operator");
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
        <SelectField
          label={text.role}
          name="role"
          value={role}
          choices={Object.entries(text.roles)}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
        <SelectField
          label={text.lasts}
          name="days"
          value="365"
          choices={text.termOrder.map((days) => [days, text.terms[days] ?? days] as const)}
        />
      </div>
      <details class="disclosure">
        <summary>
          <Icon name="lock" />
          {text.more}
          <Icon name="chevron" size={16} />
        </summary>
        <KeyFields role={role} errors={problem?.errors} />
      </details>
      <ProblemBanner problem={problem} />
      <div>
        <Button type="submit" look="primary" icon="key" busy={busy}>
          {text.create}
        </Button>
      </div>
      <Secret issued={issued} />
    </form>
  );
}
