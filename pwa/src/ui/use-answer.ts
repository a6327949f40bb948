import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Answer, Problem } from "../api/client";

export interface Loaded<T> {
  data: T | null;
  etag: string | null;
  asOf: number | null;
  /** The answer came from the cache, or the last attempt to renew it failed. */
  stale: boolean;
  problem: Problem | null;
  loading: boolean;
  reload: () => void;
  /** Puts a newer state in place that a write has brought. */
  put: (data: T, etag?: string | null) => void;
}

type State<T> = Omit<Loaded<T>, "reload" | "put">;

/** Loads when `key` changes and when the network comes back; what was there stays visible until the new answer is. */
export function useAnswer<T>(key: string, load: (signal: AbortSignal) => Promise<Answer<T>>): Loaded<T> {
  const empty: State<T> = { data: null, etag: null, asOf: null, stale: false, problem: null, loading: true };
  const [state, setState] = useState(empty);
  const [round, setRound] = useState(0);
  const latest = useRef(load);
  latest.current = load;
  const shown = useRef(key);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a changed key or round is what asks for another load.
  useEffect(() => {
    const abort = new AbortController();
    if (shown.current !== key) {
      shown.current = key;
      setState(empty);
    } else setState((old) => ({ ...old, loading: true }));
    void latest.current(abort.signal).then((answer) => {
      if (abort.signal.aborted) return;
      if (answer.ok) {
        const { data, etag, asOf, fromCache } = answer;
        setState({ data, etag, asOf, stale: fromCache, problem: null, loading: false });
      } else setState((old) => ({ ...old, stale: true, problem: answer.problem, loading: false }));
    });
    return () => abort.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((old) => old + 1), []);
  useEffect(() => {
    addEventListener("online", reload);
    return () => removeEventListener("online", reload);
  }, [reload]);

  const put = useCallback(
    (data: T, etag: string | null = null) =>
      setState({ data, etag, asOf: Date.now(), stale: false, problem: null, loading: false }),
    [],
  );
  return { ...state, reload, put };
}
