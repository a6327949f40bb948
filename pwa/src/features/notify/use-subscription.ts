import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { findSubscriptions, removeSubscriptions, saveSubscription } from "../../api/subscriptions";
import type { SubscriptionList } from "../../api/types";
import type { Chosen } from "./choices";
import { currentSubscription, describe, subscribe } from "./device";

export interface NewsState {
  /** What this device is told; null when nothing. */
  chosen: Chosen | null;
  /** The device's quiet hours, which all its subscriptions share. */
  quiet: Chosen["quiet"];
  settled: boolean;
  busy: boolean;
  problem: Problem | null;
  note: "dismissed" | "failed" | null;
  /** True when it is done. */
  save: (chosen: Chosen) => Promise<boolean>;
  stop: () => Promise<void>;
}

/** What this device is told of a parcel, or of all shipments. */
export function useSubscription(parcel: string | undefined): NewsState {
  const scope = parcel ? ("parcel" as const) : ("shipments" as const);
  const [list, setList] = useState<SubscriptionList | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [note, setNote] = useState<NewsState["note"]>(null);

  useEffect(() => {
    let over = false;
    const take = (found: SubscriptionList) => !over && setList(found);
    void currentSubscription()
      .catch(() => null)
      .then(async (subscription) => {
        const answer = subscription && (await findSubscriptions(subscription.endpoint));
        if (answer && !answer.ok && !over) setProblem(answer.problem);
        take(answer?.ok ? answer.data : { items: [] });
      });
    return () => {
      over = true;
    };
  }, []);

  const attempt = async (work: () => Promise<boolean>) => {
    setBusy(true);
    setProblem(null);
    setNote(null);
    try {
      return await work();
    } catch {
      setNote("failed");
      return false;
    } finally {
      setBusy(false);
    }
  };

  const save = (chosen: Chosen) =>
    attempt(async () => {
      const subscription = await subscribe();
      if (!subscription) {
        setNote(Notification.permission === "denied" ? null : "dismissed");
        dispatchEvent(new Event("focus"));
        return false;
      }
      const device = describe(subscription, chosen.quiet);
      const answer = await saveSubscription({ ...device, scope, parcel, statuses: chosen.statuses });
      if (!answer.ok) {
        setProblem(answer.problem);
        return false;
      }
      const found = await findSubscriptions(subscription.endpoint);
      setList(found.ok ? found.data : { items: [answer.data], quiet_hours: device.quiet_hours });
      return true;
    });

  const stop = async () => {
    await attempt(async () => {
      const subscription = await currentSubscription();
      if (subscription) {
        const answer = await removeSubscriptions({ endpoint: subscription.endpoint, scope, parcel });
        if (!answer.ok) {
          setProblem(answer.problem);
          return false;
        }
      }
      setList((old) => ({
        ...old,
        items: (old?.items ?? []).filter((item) => !isMine(item, scope, parcel)),
      }));
      return true;
    });
  };

  const quiet = list?.quiet_hours ? { from: list.quiet_hours.from, until: list.quiet_hours.until } : null;
  const mine = list?.items.find((item) => isMine(item, scope, parcel));
  const chosen = mine ? { statuses: [...mine.statuses], quiet } : null;
  return { chosen, quiet, settled: list !== null, busy, problem, note, save, stop };
}

const isMine = (item: SubscriptionList["items"][number], scope: string, parcel: string | undefined) =>
  item.scope === scope && (item.parcel ?? undefined) === parcel;
