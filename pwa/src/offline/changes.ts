/** Tells every open page and the worker that the parcels on the device changed. */
const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel("edge-parcels") : null;
const listeners = new Set<() => void>();

const tellAll = () => {
  for (const listener of listeners) listener();
};
channel?.addEventListener("message", tellAll);

export function announce(): void {
  tellAll();
  channel?.postMessage("changed");
}

export function onChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
