import { useCallback, useEffect, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { onChange } from "../../offline/changes";
import type { StoredParcel } from "../../offline/database";
import { listFollowed } from "../../offline/parcels";
import { refreshParcels } from "../../offline/refresh";

/** The list on this device, kept up to date while the page is open. Null until read; "failed" without storage. */
export function useParcels() {
  const [parcels, setParcels] = useState<StoredParcel[] | "failed" | null>(null);
  const [refreshing, setRefreshing] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  useEffect(() => {
    const read = () => listFollowed().then(setParcels, () => setParcels("failed"));
    void read();
    return onChange(read);
  }, []);

  const refresh = useCallback(async (all: boolean) => {
    setRefreshing(true);
    const round = await refreshParcels(all).catch(() => null);
    if (round && (round.asked > 0 || all)) setProblem(round.stopped);
    setRefreshing(false);
  }, []);

  useEffect(() => {
    const whenDue = () => {
      if (!document.hidden) void refresh(false);
    };
    whenDue();
    const timer = setInterval(whenDue, 60_000);
    addEventListener("online", whenDue);
    document.addEventListener("visibilitychange", whenDue);
    return () => {
      clearInterval(timer);
      removeEventListener("online", whenDue);
      document.removeEventListener("visibilitychange", whenDue);
    };
  }, [refresh]);

  return { parcels, refreshing, problem, refresh };
}
