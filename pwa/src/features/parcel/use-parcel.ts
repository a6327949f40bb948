import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { liveParcel, readParcel } from "../../api/public";
import { onChange } from "../../offline/changes";
import type { StoredParcel } from "../../offline/database";
import { findParcel, keepShipment, markGone } from "../../offline/parcels";
import { markSeen } from "../../offline/unread";
import { useLive, versionOf } from "../../ui/live";

/** A parcel as this device knows it, shown at once and renewed behind it. */
export function useParcel(token: string) {
  const [stored, setStored] = useState<StoredParcel | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [fromCache, setFromCache] = useState(false);
  const [settled, setSettled] = useState(false);
  const version = useRef(0);

  useEffect(() => {
    const read = () =>
      findParcel(token).then(
        (found) => setStored(found ?? null),
        () => undefined,
      );
    void read();
    return onChange(read);
  }, [token]);

  // Whoever has the page before him knows the news.
  useEffect(() => {
    if (stored?.unread && !document.hidden) void markSeen([token]).catch(() => undefined);
  }, [stored?.unread, token]);

  const refresh = useCallback(async () => {
    const answer = await readParcel(token);
    if (answer.ok) {
      version.current = versionOf(answer.etag);
      setStored(await keepShipment(answer.data, answer.asOf).catch(() => unstored(token, answer)));
      setProblem(null);
      setFromCache(answer.fromCache);
    } else {
      if (answer.problem.status === 404 || answer.problem.status === 410)
        await markGone(token).catch(() => undefined);
      setProblem(answer.problem);
    }
    setSettled(true);
  }, [token]);

  useEffect(() => {
    void refresh();
  }, [refresh]);
  useLive({
    address: liveParcel(token),
    look: () => void refresh(),
    shown: () => version.current,
  });

  return { stored, problem, settled, stale: fromCache || problem !== null, refresh };
}

/** Where the browser allows no storage the parcel is shown all the same. */
function unstored(token: string, answer: { data: StoredParcel["shipment"]; asOf: number }): StoredParcel {
  return {
    key: token,
    token,
    followed: false,
    addedAt: answer.asOf,
    asOf: answer.asOf,
    shipment: answer.data,
  };
}
