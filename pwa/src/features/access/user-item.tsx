import { useState } from "preact/hooks";
import { disableUser, enableUser, endSessions, issueSignInLink, updateUser } from "../../api/access";
import type { Answer } from "../../api/client";
import type { IssuedSignInLink, Role, UpdateUserRequest, User } from "../../api/types";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { SelectField, TextField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { Icon } from "../../ui/icons";
import { ProblemBanner } from "../../ui/notices";
import { ago } from "../../ui/time";
import { useNow } from "../../ui/use-now";
import { useSubmission } from "../../ui/use-submission";
import { LinkBanner } from "./link-banner";
import { access, users as text } from "./strings";
import { WaysIn } from "./ways-in";

interface Props {
  user: User;
  onChanged: () => void;
}

/** One user: a line that opens into all that can be done about them. */
export function UserItem({ user, onChanged }: Props) {
  const now = useNow();
  const signedIn = user.signed_in_at
    ? text.signedIn(ago(Date.parse(user.signed_in_at), text.justNow, now))
    : text.never;
  const state = user.disabled_at ? text.disabled : signedIn;
  const devices = user.sessions > 0 ? text.sessions(user.sessions) : null;
  return (
    <li>
      <details class="disclosure" data-off={Boolean(user.disabled_at)}>
        <summary>
          <span class="access-who">
            <b>{user.name}</b>
            <span class="small soft">
              {[access.roles[user.role], state, devices].filter(Boolean).join(" · ")}
            </span>
          </span>
          <Icon name="chevron" />
        </summary>
        <div class="stack">
          {/* Another version is another form: what others have changed meanwhile is shown, not overwritten. */}
          <ChangeUser key={user.version} user={user} onChanged={onChanged} />
          <Acts user={user} onChanged={onChanged} />
          <WaysIn user={user} onChanged={onChanged} />
        </div>
      </details>
    </li>
  );
}

function ChangeUser({ user, onChanged }: Props) {
  const { submit, busy, problem } = useSubmission((request: UpdateUserRequest, key) =>
    updateUser(user.id, user.version, request, key),
  );
  const [missing, setMissing] = useState(false);
  const [role, setRole] = useState(user.role);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const name = new FormReader(event.currentTarget as HTMLFormElement).text("name");
    setMissing(!name);
    if (name && (await submit({ name, role }))) onChanged();
  };
  return (
    <form class="stack" onSubmit={send} noValidate aria-label={text.change(user.name)}>
      <div class="fields">
        <TextField
          label={text.name}
          name="name"
          defaultValue={user.name}
          autoComplete="off"
          maxLength={100}
          errors={missing ? [access.nameMissing] : problem?.errors.name}
        />
        <SelectField
          label={text.role}
          name="role"
          value={role}
          choices={Object.entries(access.roles)}
          hint={role === user.role ? undefined : text.endsSessions}
          onChange={(event) => setRole(event.currentTarget.value as Role)}
        />
      </div>
      <ProblemBanner
        problem={problem}
        onRetry={problem?.slug === "version-mismatch" ? onChanged : undefined}
      />
      <div>
        <Button type="submit" look="primary" busy={busy}>
          {text.save}
        </Button>
      </div>
    </form>
  );
}

/** The service refuses what nobody does to themselves. */
function Acts({ user, onChanged }: Props) {
  const [link, setLink] = useState<IssuedSignInLink | null>(null);
  const [ended, setEnded] = useState(false);
  const { submit, busy, problem } = useSubmission((act: Act) => acts[act](user.id));
  const run = async (act: Act) => {
    setLink(null);
    const done = await submit(act);
    if (done === null) return;
    setEnded(act === "signOut");
    if (act === "newLink") setLink(done as IssuedSignInLink);
    onChanged();
  };
  return (
    <>
      <div class="access-acts">
        {!user.disabled_at && (
          <Button icon="key" busy={busy} onClick={() => run("newLink")}>
            {text.newLink}
          </Button>
        )}
        {user.sessions > 0 && (
          <ConfirmButton
            icon="leave"
            confirm={text.signOutConfirm}
            busy={busy}
            onConfirm={() => run("signOut")}
          >
            {text.signOut}
          </ConfirmButton>
        )}
        {user.disabled_at ? (
          <Button icon="check" busy={busy} onClick={() => run("enable")}>
            {text.enable}
          </Button>
        ) : (
          <ConfirmButton
            icon="lock"
            confirm={text.disableConfirm}
            busy={busy}
            onConfirm={() => run("disable")}
          >
            {text.disable}
          </ConfirmButton>
        )}
      </div>
      <ProblemBanner problem={problem} />
      <div role="status">
        {link && <LinkBanner link={link} name={user.name} />}
        {ended && <p>{text.signedOut}</p>}
      </div>
    </>
  );
}

type Act = "newLink" | "signOut" | "disable" | "enable";

const acts: Record<Act, (id: string) => Promise<Answer<unknown>>> = {
  newLink: issueSignInLink,
  signOut: (id) => endSessions(id).then((answer) => (answer.ok ? { ...answer, data: true } : answer)),
  disable: disableUser,
  enable: enableUser,
};
