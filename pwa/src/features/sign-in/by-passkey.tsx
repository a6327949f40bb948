import { useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { forgetOperatorAnswers } from "../../offline/operator-cache";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { ProblemBanner } from "../../ui/notices";
import { enterByPasskey, passkeysFillIn } from "../../ui/passkey";
import { signInText as text } from "./strings";

/** A challenge is good for five minutes; a page may be open for longer. */
const RENEW_MS = 4 * 60_000;

export function ByPasskey({ onEntered }: { onEntered: () => void }) {
  const { press, busy, problem, declined } = usePasskey(onEntered);
  return (
    <>
      <p>{text.passkeyLead}</p>
      <Button look="primary" wide icon="key" busy={busy} onClick={press}>
        {text.passkey}
      </Button>
      <p class="soft" role="status">
        {declined && text.declined}
      </p>
      <ProblemBanner problem={problem} />
    </>
  );
}

function usePasskey(onEntered: () => void) {
  const { become } = useCaller();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [declined, setDeclined] = useState(false);
  const waiting = useRef(new AbortController());

  const enter = async (filling: boolean) => {
    // A browser answers one question at a time.
    waiting.current.abort();
    const abort = new AbortController();
    waiting.current = abort;
    const answer = await enterByPasskey({ filling, signal: abort.signal, before: forgetOperatorAnswers });
    if (abort.signal.aborted) return;
    if (answer?.ok) {
      become(answer.data);
      onEntered();
    } else if (answer && !(filling && answer.problem.slug === "offline")) setProblem(answer.problem);
    return answer;
  };

  const fill = async () => {
    if (await passkeysFillIn()) await enter(true);
  };
  const latest = useRef(fill);
  latest.current = fill;
  useEffect(() => {
    void latest.current();
    const timer = setInterval(() => void latest.current(), RENEW_MS);
    return () => {
      clearInterval(timer);
      waiting.current.abort();
    };
  }, []);

  const press = async () => {
    setBusy(true);
    setProblem(null);
    setDeclined(false);
    const answer = await enter(false);
    setBusy(false);
    setDeclined(answer === null);
    if (!answer?.ok) void fill();
  };
  return { press, busy, problem, declined };
}
