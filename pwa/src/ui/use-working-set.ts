import { useEffect } from "preact/hooks";
import { ownerOf } from "../offline/outbox/owner";
import { syncShipments } from "../offline/shipments/sync";
import { useCaller } from "./caller";

const every = 60_000;

/** Keeps the operator's shipments on the device up to date while an operator page is looked at. */
export function useWorkingSet(): void {
  const { me, may } = useCaller();
  const owner = me && may("shipments:read") ? ownerOf(me) : null;
  useEffect(() => {
    if (owner === null) return;
    const sync = () => {
      // What cannot be kept, or not be asked for now, is tried again in a minute.
      if (!document.hidden && navigator.onLine) void syncShipments(owner).catch(() => undefined);
    };
    sync();
    const timer = setInterval(sync, every);
    addEventListener("online", sync);
    document.addEventListener("visibilitychange", sync);
    return () => {
      clearInterval(timer);
      removeEventListener("online", sync);
      document.removeEventListener("visibilitychange", sync);
    };
  }, [owner]);
}
