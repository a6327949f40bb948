import { matchPrecache } from "workbox-precaching";
import { type ClaimMessage, TAKE_OVER } from "../offline/messages";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

/**
 * A first worker serves the page that installed it at once, so that a reload without a network already works. A newer one
 * waits until the person says so or every page is closed: a page must never mix two releases.
 */
export function takeOver(): void {
  self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
  self.addEventListener("message", (event) => {
    if (event.data === TAKE_OVER) void self.skipWaiting();
    const { claimFor } = (event.data ?? {}) as Partial<ClaimMessage>;
    if (claimFor) event.waitUntil(claim(claimFor));
  });
}

/** Only for a page of this worker's own release: one that was loaded past it may be of a newer one. */
async function claim(release: string): Promise<void> {
  const page = await matchPrecache("/");
  if ((await page?.text())?.includes(`content="${release}"`)) await self.clients.claim();
}
