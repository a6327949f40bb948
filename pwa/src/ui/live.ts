import { useEffect, useRef } from "preact/hooks";

/** How often is asked where nothing tells, in ms. */
const askEvery = 60_000;
/** Told or not, once in so many times: how fresh a page is can be said, and nothing is missed for long. */
const askAnyhow = 5;
/** After the service refused to tell. */
const tryAgainAfter = 5 * 60_000;
/** What stands between the page and the service may give the old answer a moment longer. */
const lookAgainAfter = [1_000, 3_000, 10_000];

interface Live {
  /** Where the service tells of changes, as server-sent events. */
  address: string;
  /** Asks for what is true now. */
  look: () => void;
  /** The version that is shown, 0 if none. */
  shown: () => number;
}

/**
 * Follows something while the page is looked at: told by the service as it happens, and where that does not work (a proxy that holds
 * streams back, too many listeners, an old browser) by asking every minute. Gives what ends it.
 */
export function follow({ address, look, shown }: Live): () => void {
  let source: EventSource | null = null;
  let refusedAt = Number.NEGATIVE_INFINITY;
  let again: ReturnType<typeof setTimeout> | undefined;

  const lookFor = (version: number, attempt = 0) => {
    clearTimeout(again);
    if (shown() >= version) return;
    look();
    const pause = lookAgainAfter[attempt];
    if (pause) again = setTimeout(() => lookFor(version, attempt + 1), pause);
  };
  const open = () => {
    if (source || typeof EventSource !== "function" || Date.now() - refusedAt < tryAgainAfter) return;
    const stream = new EventSource(address);
    stream.addEventListener("change", (event) => lookFor(Number(event.lastEventId)));
    stream.addEventListener("error", () => {
      // A connection that was lost is opened anew by the browser; one that was refused is not.
      if (stream.readyState !== EventSource.CLOSED) return;
      refusedAt = Date.now();
      source = null;
    });
    source = stream;
  };
  const close = () => {
    source?.close();
    source = null;
    clearTimeout(again);
  };
  const whenSeen = () => {
    if (document.hidden) return close();
    look();
    open();
  };
  let rounds = 0;
  const timer = setInterval(() => {
    if (++rounds % askAnyhow === 0 || source?.readyState !== 1) whenSeen();
  }, askEvery);
  if (!document.hidden) open();
  addEventListener("online", whenSeen);
  document.addEventListener("visibilitychange", whenSeen);
  return () => {
    close();
    clearInterval(timer);
    removeEventListener("online", whenSeen);
    document.removeEventListener("visibilitychange", whenSeen);
  };
}

export function useLive(live: Live): void {
  const latest = useRef(live);
  latest.current = live;
  useEffect(
    () =>
      follow({
        address: live.address,
        look: () => latest.current.look(),
        shown: () => latest.current.shown(),
      }),
    [live.address],
  );
}

/** The version in an entity tag of the service: the number that it begins with. */
export const versionOf = (etag: string | null) => Number(/^(?:W\/)?"(\d+)/.exec(etag ?? "")?.[1] ?? 0);
