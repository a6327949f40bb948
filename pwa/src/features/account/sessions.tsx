import { endOtherSessions, endSession, listSessions } from "../../api/passkeys";
import type { DeviceSession } from "../../api/types";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { Icon } from "../../ui/icons";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { useSignOut } from "../../ui/sign-out";
import { ago, dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useNow } from "../../ui/use-now";
import { useSubmission } from "../../ui/use-submission";
import { accountText as text } from "./strings";

export function SessionsSection() {
  const answer = useAnswer("sessions", () => listSessions());
  const items = [...(answer.data?.items ?? [])].sort((a, b) => Number(b.is_current) - Number(a.is_current));
  const ending = useSubmission((_: "others") =>
    endOtherSessions().then((ended) => (ended.ok ? { ...ended, data: true } : ended)),
  );
  const endOthers = async () => {
    if (await ending.submit("others")) answer.reload();
  };
  return (
    <section class="card stack" aria-labelledby="sessions">
      <div class="row between">
        <h2 id="sessions">{text.sessions}</h2>
        <Freshness asOf={answer.asOf} stale={answer.stale} />
      </div>
      <p class="soft">{text.sessionsLead}</p>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {answer.data === null && answer.loading && <Loading />}
      <ul class="stack">
        {items.map((session) => (
          <OneSession key={session.id} session={session} onEnded={answer.reload} />
        ))}
      </ul>
      {items.length > 1 && (
        <div>
          <ConfirmButton
            icon="leave"
            confirm={text.endOthersConfirm}
            busy={ending.busy}
            onConfirm={endOthers}
          >
            {text.endOthers}
          </ConfirmButton>
        </div>
      )}
      <ProblemBanner problem={ending.problem} />
    </section>
  );
}

function OneSession({ session, onEnded }: { session: DeviceSession; onEnded: () => void }) {
  const now = useNow();
  const device = text.device(session.browser ?? null, session.system ?? null);
  const seen = ago(Date.parse(session.last_seen_at), text.justNow, now);
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <p class="strong">
            {device}{" "}
            {session.is_current && (
              <span class="badge" data-tone="done">
                <Icon name="check" size={15} />
                {text.thisDevice}
              </span>
            )}
          </p>
          <p class="small soft">
            {[
              session.via && text.via[session.via],
              text.since(dateOnly(new Date(session.created_at))),
              text.seen(seen),
            ]
              .filter(Boolean)
              .join(" · ")}
          </p>
        </div>
        {session.is_current ? <Leave /> : <End session={session} device={device} onEnded={onEnded} />}
      </div>
    </li>
  );
}

function Leave() {
  const { ask, busy, failed } = useSignOut();
  return (
    <>
      <Button icon="leave" busy={busy} onClick={ask}>
        {text.leave}
      </Button>
      <span role="alert">{failed && text.leaveFailed}</span>
    </>
  );
}

function End({ session, device, onEnded }: { session: DeviceSession; device: string; onEnded: () => void }) {
  const ending = useSubmission((id: string) =>
    endSession(id).then((ended) => (ended.ok ? { ...ended, data: true } : ended)),
  );
  const end = async () => {
    await ending.submit(session.id);
    // One that has ended meanwhile is gone from the list, too.
    onEnded();
  };
  return (
    <div class="stack tight">
      <ConfirmButton icon="leave" confirm={text.endConfirm(device)} busy={ending.busy} onConfirm={end}>
        {text.end}
      </ConfirmButton>
      {ending.problem?.status !== 404 && <ProblemBanner problem={ending.problem} />}
    </div>
  );
}
