import { useState } from "preact/hooks";
import type { Answer, Problem } from "../../api/client";
import { listPasskeys, removePasskey, renamePasskey } from "../../api/passkeys";
import type { Passkey } from "../../api/types";
import { SENDING_LOCK, underLock } from "../../offline/lock";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { TextField } from "../../ui/field";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { makePasskey, passkeysWork } from "../../ui/passkey";
import { dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { accountText as text } from "./strings";

export function PasskeysSection() {
  const answer = useAnswer("passkeys", () => listPasskeys());
  const items = answer.data?.items ?? [];
  return (
    <section class="card stack" aria-labelledby="passkeys">
      <div class="row between">
        <h2 id="passkeys">{text.passkeys}</h2>
        <Freshness asOf={answer.asOf} stale={answer.stale} />
      </div>
      <p class="soft">{text.passkeysLead}</p>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {answer.data === null && answer.loading && <Loading />}
      {answer.data && items.length === 0 && <p>{text.noPasskeys}</p>}
      <ul class="stack">
        {items.map((passkey) => (
          <OnePasskey key={passkey.id} passkey={passkey} onChanged={answer.reload} />
        ))}
      </ul>
      {passkeysWork() ? <AddPasskey onAdded={answer.reload} /> : <p class="soft">{text.noPasskeysHere}</p>}
    </section>
  );
}

function AddPasskey({ onAdded }: { onAdded: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const add = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await makePasskey();
    setBusy(false);
    setSaid(answer === null ? text.notAdded : answer.ok ? text.added(answer.data.name) : null);
    if (answer?.ok) onAdded();
    else setProblem(answer?.problem ?? null);
  };
  return (
    <>
      <div>
        <Button look="primary" icon="plus" busy={busy} onClick={add}>
          {text.addPasskey}
        </Button>
      </div>
      <p class="soft" role="status">
        {said}
      </p>
      <ProblemBanner problem={problem} />
    </>
  );
}

function OnePasskey({ passkey, onChanged }: { passkey: Passkey; onChanged: () => void }) {
  const [renaming, setRenaming] = useState(false);
  const removal = useSubmission((id: string) => removePasskey(id).then(done));
  const remove = async () => {
    // It gives the session a new id: nothing else is to be on its way with the old one.
    if (await underLock(SENDING_LOCK, true, () => removal.submit(passkey.id))) onChanged();
  };
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <p class="strong">{passkey.name}</p>
          <p class="small soft">{factsOf(passkey).join(" · ")}</p>
        </div>
        {!renaming && (
          <div class="row">
            <Button icon="pen" onClick={() => setRenaming(true)}>
              {text.rename}
            </Button>
            <ConfirmButton icon="bin" confirm={text.removeConfirm} busy={removal.busy} onConfirm={remove}>
              {text.remove}
            </ConfirmButton>
          </div>
        )}
      </div>
      {renaming && (
        <Rename
          passkey={passkey}
          onDone={(changed) => {
            setRenaming(false);
            if (changed) onChanged();
          }}
        />
      )}
      <ProblemBanner problem={removal.problem} />
    </li>
  );
}

function Rename({ passkey, onDone }: { passkey: Passkey; onDone: (changed: boolean) => void }) {
  const [name, setName] = useState(passkey.name);
  const renaming = useSubmission((to: string) => renamePasskey(passkey.id, to));
  const send = async (event: Event) => {
    event.preventDefault();
    if (await renaming.submit(name)) onDone(true);
  };
  return (
    <form class="stack tight" onSubmit={send} noValidate aria-label={text.renameLabel(passkey.name)}>
      <TextField
        label={text.name}
        autoComplete="off"
        maxLength={100}
        value={name}
        onInput={(event) => setName(event.currentTarget.value)}
        errors={renaming.problem?.errors.name}
      />
      <div class="row">
        <Button type="submit" look="primary" busy={renaming.busy}>
          {text.save}
        </Button>
        <Button look="quiet" onClick={() => onDone(false)}>
          {text.cancel}
        </Button>
      </div>
      {!renaming.problem?.errors.name && <ProblemBanner problem={renaming.problem} />}
    </form>
  );
}

const factsOf = (passkey: Passkey) => [
  text.addedOn(dateOnly(new Date(passkey.created_at))),
  passkey.used_at ? text.usedOn(dateOnly(new Date(passkey.used_at))) : text.neverUsed,
  passkey.is_backed_up ? text.backedUp : passkey.is_synced ? text.synced : text.onOneDevice,
];

const done = (answer: Answer<void>): Answer<true> => (answer.ok ? { ...answer, data: true } : answer);
