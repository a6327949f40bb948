import { useState } from "preact/hooks";
import { listWaysIn, removeWayIn } from "../../api/access";
import type { Answer } from "../../api/client";
import type { User, UserWayIn } from "../../api/types";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { Loading, ProblemBanner } from "../../ui/notices";
import { dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { waysIn as text } from "./strings";

interface Props {
  user: User;
  onChanged: () => void;
}

/** The passkeys and wallets of a user, asked for when somebody wants to see them: the list of users may be long. */
export function WaysIn({ user, onChanged }: Props) {
  const [shown, setShown] = useState(false);
  if (shown) return <List user={user} onChanged={onChanged} />;
  return (
    <div>
      <Button icon="key" onClick={() => setShown(true)}>
        {text.show}
      </Button>
    </div>
  );
}

function List({ user, onChanged }: Props) {
  const answer = useAnswer(`ways-in ${user.id}`, () => listWaysIn(user.id));
  const [removed, setRemoved] = useState<string | null>(null);
  const items = answer.data?.items ?? [];
  const gone = (way: UserWayIn) => {
    setRemoved(way.name);
    answer.reload();
    onChanged();
  };
  return (
    <section class="stack tight" aria-label={text.title(user.name)}>
      <h3>{text.heading}</h3>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {answer.data === null && answer.loading && <Loading />}
      {answer.data && items.length === 0 && <p class="soft">{text.none}</p>}
      {items.length > 0 && <p class="small soft">{text.lead}</p>}
      <ul class="stack">
        {items.map((way) => (
          <OneWay key={way.id} user={user} way={way} onRemoved={() => gone(way)} />
        ))}
      </ul>
      <p role="status">{removed !== null && text.removed(removed)}</p>
    </section>
  );
}

function OneWay({ user, way, onRemoved }: { user: User; way: UserWayIn; onRemoved: () => void }) {
  const { submit, busy, problem } = useSubmission((id: string) => removeWayIn(user.id, id).then(done));
  const remove = async () => {
    if (await submit(way.id)) onRemoved();
  };
  const used = way.used_at ? text.used(dateOnly(new Date(way.used_at))) : text.neverUsed;
  const kind = way.chain ? text.chains[way.chain] : text.passkey;
  return (
    <li class="stack tight">
      <div class="row between">
        <div class="access-who">
          <b>{way.name}</b>
          {way.address && <code class="small soft">{way.address}</code>}
          <span class="small soft">
            {[kind, text.added(dateOnly(new Date(way.created_at))), used].join(" · ")}
          </span>
        </div>
        <ConfirmButton icon="bin" confirm={text.removeConfirm} busy={busy} onConfirm={remove}>
          {text.remove}
        </ConfirmButton>
      </div>
      <ProblemBanner problem={problem} />
    </li>
  );
}

const done = (answer: Answer<void>): Answer<true> => (answer.ok ? { ...answer, data: true } : answer);
