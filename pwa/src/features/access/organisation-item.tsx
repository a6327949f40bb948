import { useState } from "preact/hooks";
import { issueAdministratorLink, renameOrganisation } from "../../api/access";
import type { IssuedSignInLink, Organisation } from "../../api/types";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Icon } from "../../ui/icons";
import { ProblemBanner } from "../../ui/notices";
import { dateOnly } from "../../ui/time";
import { useSubmission } from "../../ui/use-submission";
import { LinkBanner } from "./link-banner";
import { access, organisations as text } from "./strings";

interface Props {
  organisation: Organisation;
  onChanged: () => void;
}

export function OrganisationItem({ organisation, onChanged }: Props) {
  const { name, users, is_entered, created_at } = organisation;
  // The first one was there before anybody counted.
  const since = Date.parse(created_at) > 0 ? text.since(dateOnly(new Date(created_at))) : null;
  const state = is_entered ? null : text.nobodyYet;
  return (
    <li>
      <details class="disclosure">
        <summary>
          <span class="access-who">
            <b>{name}</b>
            <span class="small soft">{[text.users(users), since, state].filter(Boolean).join(" · ")}</span>
          </span>
          <Icon name="chevron" />
        </summary>
        <div class="stack">
          <Rename organisation={organisation} onChanged={onChanged} />
          {!is_entered && <FirstLink organisation={organisation} />}
        </div>
      </details>
    </li>
  );
}

function Rename({ organisation, onChanged }: Props) {
  const { submit, busy, problem } = useSubmission((name: string) =>
    renameOrganisation(organisation.id, name),
  );
  const [missing, setMissing] = useState(false);
  const [renamed, setRenamed] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = new FormReader(event.currentTarget as HTMLFormElement).text("name");
    setMissing(!name);
    const saved = name ? await submit(name) : null;
    setRenamed(saved !== null);
    if (saved) onChanged();
  };
  return (
    <form class="stack" onSubmit={send} noValidate aria-label={text.change(organisation.name)}>
      <TextField
        label={text.name}
        name="name"
        defaultValue={organisation.name}
        autoComplete="off"
        maxLength={100}
        errors={missing ? [access.nameMissing] : problem?.errors.name}
      />
      <ProblemBanner problem={problem} />
      <div class="row">
        <Button type="submit" busy={busy}>
          {text.rename}
        </Button>
        <span role="status">{renamed && text.renamed}</span>
      </div>
    </form>
  );
}

/** While nobody has come in: a link goes astray, or is opened too late. */
function FirstLink({ organisation }: { organisation: Organisation }) {
  const { submit, busy, problem } = useSubmission(issueAdministratorLink);
  const [link, setLink] = useState<IssuedSignInLink | null>(null);
  const issue = async () => setLink(await submit(organisation.id));
  return (
    <>
      <div>
        <Button icon="key" busy={busy} onClick={issue}>
          {text.newLink}
        </Button>
      </div>
      <ProblemBanner problem={problem} />
      <div role="status">
        {link && <LinkBanner link={link} name={text.theAdministrator(organisation.name)} />}
      </div>
    </>
  );
}
