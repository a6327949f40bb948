import { forgetShipments } from "./shipments/kept";

/** The cache of answers that only a signed-in caller may read: deleted by the worker, and by the page, at every sign-out. */
export const OPERATOR_CACHE = "edge-operator";

/** Forgets all that only a signed-in caller may read. What waits in the outbox stays. */
export async function forgetOperatorAnswers(): Promise<void> {
  if (typeof caches !== "undefined") await caches.delete(OPERATOR_CACHE);
  await forgetShipments().catch(() => undefined);
}
