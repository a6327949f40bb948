import { useState } from "preact/hooks";
import { signOut } from "../api/session";
import { removeSubscriptions } from "../api/subscriptions";
import { forgetOperatorAnswers } from "../offline/operator-cache";
import { countUnsent } from "../offline/outbox/outbox";
import { useCaller } from "./caller";
import { navigate } from "./router";

/** Signing out, unless something waits to be sent: then the outbox asks first. Nothing that waits is ever thrown away by it. */
export function useSignOut() {
  const { become } = useCaller();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);

  const leave = async () => {
    setBusy(true);
    setFailed(false);
    await forgetOperatorAnswers();
    await endShipmentNews().catch(() => undefined);
    const answer = await signOut();
    setBusy(false);
    // Without a network the session on the service lives on: saying "signed out" would be untrue.
    if (!answer.ok && answer.problem.status !== 401) return setFailed(true);
    become({ via: "anonymous", permissions: [] });
    navigate("/");
  };
  const ask = async () => {
    const unsent = await countUnsent().catch(() => ({ waiting: 0, needsYou: 0 }));
    if (unsent.waiting + unsent.needsYou > 0) navigate("/outbox?leaving=1");
    else await leave();
  };
  return { ask, leave, busy, failed };
}

/** What operators are told of all shipments is not for whoever has the device next. */
async function endShipmentNews(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription();
  if (subscription) await removeSubscriptions({ endpoint: subscription.endpoint, scope: "shipments" });
}
