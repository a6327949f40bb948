import { useRef, useState } from "preact/hooks";
import type { Answer, Problem } from "../api/client";
import { randomId } from "../api/random-id";

/**
 * One write at a time, safe to press again: while no answer has come, the same content goes out under the same
 * Idempotency-Key, so that a lost answer never makes a second parcel.
 */
export function useSubmission<B, T>(send: (body: B, idempotencyKey: string) => Promise<Answer<T>>) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const pending = useRef<{ content: string; key: string } | null>(null);

  const submit = async (body: B): Promise<T | null> => {
    if (busy) return null;
    setBusy(true);
    setProblem(null);
    const content = JSON.stringify(body);
    if (pending.current?.content !== content) pending.current = { content, key: randomId() };
    const answer = await send(body, pending.current.key);
    const answered = answer.ok || (answer.problem.status >= 400 && answer.problem.status < 500);
    if (answered) pending.current = null;
    setBusy(false);
    if (answer.ok) return answer.data;
    setProblem(answer.problem);
    return null;
  };
  return { submit, busy, problem };
}
