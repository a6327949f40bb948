import type { WorkboxPlugin } from "workbox-core";
import { FROM_CACHE } from "../api/client";

/** Marks an answer from the cache, so that the page can say how old it is instead of passing it off as news. */
export const markFromCache: WorkboxPlugin = {
  cachedResponseWillBeUsed: async ({ cachedResponse }) => {
    if (!cachedResponse) return null;
    const headers = new Headers(cachedResponse.headers);
    headers.set(FROM_CACHE, "1");
    return new Response(cachedResponse.body, { status: cachedResponse.status, headers });
  },
};
