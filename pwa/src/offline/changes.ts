/** What on the device may have changed: the followed parcels, the operator's shipments, or what waits to be sent. */
export type Topic = "parcels" | "shipments" | "outbox";

/** Tells every open page and the worker. */
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("edge-parcels") : null;
const listeners = new Map<() => void, Topic>();

const tellAll = (topic: Topic) => {
  for (const [listener, wanted] of listeners) if (wanted === topic) listener();
};
// A page of an earlier release says "changed", and means the parcels.
channel?.addEventListener("message", ({ data }) => tellAll(data === "changed" ? "parcels" : data));

export function announce(topic: Topic = "parcels"): void {
  tellAll(topic);
  channel?.postMessage(topic);
}

export function onChange(listener: () => void, topic: Topic = "parcels"): () => void {
  // Wrapped, so that one function may listen to several topics.
  const told = () => listener();
  listeners.set(told, topic);
  return () => listeners.delete(told);
}
