import type { PrecacheEntry } from "workbox-precaching";

/** What this file runs in; the build fills in the list of files. */
export interface WorkerScope extends ServiceWorkerGlobalScope {
  readonly __WB_MANIFEST: (PrecacheEntry | string)[];
}
