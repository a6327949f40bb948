import { useState } from "preact/hooks";
import { addUser, listUsers } from "../../api/access";
import type { AddedUser, Role } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import "./access.css";
import { LinkBanner } from "./link-banner";
import { access, users as text } from "./strings";
import { UserItem } from "./user-item";

/** From so many on a name is found faster by typing. */
const MANY = 8;

export function UsersPage() {
  const answer = useAnswer("users", () => listUsers());
  const [sought, setSought] = useState("");
  const items = answer.data?.items ?? [];
  const shown = items.filter((user) => user.name.toLowerCase().includes(sought.trim().toLowerCase()));
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      <p class="soft">
        {text.lead} <Link href="/operator/roles">{text.rolesPage}</Link>
      </p>
      <AddUser onTried={answer.reload} />
      <section class="card stack" aria-labelledby="existing">
        <div class="row between">
          <h2 id="existing">{text.existing}</h2>
          <Freshness asOf={answer.asOf} stale={answer.stale} />
        </div>
        <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
        {answer.data === null && answer.loading && <Loading />}
        {items.length >= MANY && (
          <TextField
            label={text.find}
            type="search"
            value={sought}
            autoComplete="off"
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        )}
        {answer.data && shown.length === 0 && <p class="soft">{text.none}</p>}
        <ul class="access-list">
          {shown.map((user) => (
            <UserItem key={user.id} user={user} onChanged={answer.reload} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function AddUser({ onTried }: { onTried: () => void }) {
  const { submit, busy, problem } = useSubmission(addUser);
  const [added, setAdded] = useState<AddedUser | null>(null);
  const [missing, setMissing] = useState(false);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const element = event.currentTarget as HTMLFormElement;
    const form = new FormReader(element);
    const name = form.text("name");
    setMissing(!name);
    if (!name) return;
    const answer = await submit({ name, role: form.text("role") as Role });
    // Also after a failure: an answer that got lost may have left a user behind.
    onTried();
    setAdded(answer);
    if (answer) element.reset();
  };
  return (
    <form class="card stack" onSubmit={send} noValidate aria-label={text.add}>
      <div class="fields">
        <TextField
          label={text.name}
          name="name"
          autoComplete="off"
          maxLength={100}
          errors={missing ? [access.nameMissing] : problem?.errors.name}
        />
        <SelectField label={text.role} name="role" value="viewer" choices={Object.entries(access.roles)} />
      </div>
      <ProblemBanner problem={problem} />
      <div>
        <Button type="submit" look="primary" icon="plus" busy={busy}>
          {text.add}
        </Button>
      </div>
      <div role="status">{added && <LinkBanner link={added.sign_in_link} name={added.user.name} />}</div>
    </form>
  );
}
