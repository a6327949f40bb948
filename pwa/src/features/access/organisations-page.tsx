import { useState } from "preact/hooks";
import { addOrganisation, listOrganisations } from "../../api/access";
import type { AddedOrganisation } from "../../api/types";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import "./access.css";
import { LinkBanner } from "./link-banner";
import { OrganisationItem } from "./organisation-item";
import { access, organisations as text } from "./strings";

export function OrganisationsPage() {
  const answer = useAnswer("organisations", () => listOrganisations());
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <p class="soft">{text.lead}</p>
      <AddOrganisation onTried={answer.reload} />
      <section class="card stack" aria-labelledby="existing">
        <div class="row between">
          <h2 id="existing">{text.existing}</h2>
          <Freshness asOf={answer.asOf} stale={answer.stale} />
        </div>
        <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
        {answer.data === null && answer.loading && <Loading />}
        <ul class="access-list">
          {answer.data?.items.map((organisation) => (
            <OrganisationItem key={organisation.id} organisation={organisation} onChanged={answer.reload} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function AddOrganisation({ onTried }: { onTried: () => void }) {
  const { submit, busy, problem } = useSubmission(addOrganisation);
  const [added, setAdded] = useState<AddedOrganisation | null>(null);
  const [missing, setMissing] = useState<string[]>([]);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormReader(element);
    const name = form.text("name");
    const administrator = form.text("administrator");
    setMissing([name ? "" : "name", administrator ? "" : "administrator"]);
    if (!name || !administrator) return;
    const answer = await submit({ name, administrator });
    onTried();
    setAdded(answer);
    if (answer) element.reset();
  };
  const faults = (field: string) => (missing.includes(field) ? [access.nameMissing] : problem?.errors[field]);
  return (
    <form class="card stack" onSubmit={send} noValidate aria-label={text.add}>
      <div class="fields">
        <TextField label={text.name} name="name" autoComplete="off" maxLength={100} errors={faults("name")} />
        <TextField
          label={text.administrator}
          name="administrator"
          autoComplete="off"
          maxLength={100}
          errors={faults("administrator")}
        />
      </div>
      <ProblemBanner problem={problem} />
      <div>
        <Button type="submit" look="primary" icon="plus" busy={busy}>
          {text.add}
        </Button>
      </div>
      <div role="status">
        {added && (
          <LinkBanner link={added.sign_in_link} name={text.theAdministrator(added.organisation.name)} />
        )}
      </div>
    </form>
  );
}
