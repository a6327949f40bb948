import { OPERATOR_CACHE } from "../offline/operator-cache";
import { DECODER_CACHE } from "./decoder";
import { CARRIER_CACHE, PARCEL_CACHE } from "./public-data";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

const inUse = [OPERATOR_CACHE, PARCEL_CACHE, CARRIER_CACHE, DECODER_CACHE];

/** Deletes the caches of earlier releases that this one has no use for; those of the shell are deleted with it. */
export function cleanUp(): void {
  self.addEventListener("activate", (event) =>
    event.waitUntil(
      caches.keys().then((names) => {
        const unused = names.filter((name) => name.startsWith("edge-") && !inUse.includes(name));
        return Promise.all(unused.map((name) => caches.delete(name)));
      }),
    ),
  );
}
