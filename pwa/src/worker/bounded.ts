import { registerQuotaErrorCallback, type WorkboxPlugin } from "workbox-core";

interface Bounds {
  cacheName: string;
  /** How many answers are kept; what was put there longest ago goes first. */
  atMost: number;
  /** How many seconds after the service gave it an answer is still used. */
  maxAge: number;
}

/**
 * Keeps a cache of answers small. By the order and the Date of what is in it, where workbox-expiration keeps a database beside
 * each cache: that would be a fifth of this worker.
 */
export function bounded({ cacheName, atMost, maxAge }: Bounds): WorkboxPlugin {
  // Answers can be had again. What a person entered cannot, and needs the room.
  registerQuotaErrorCallback(async () => {
    await caches.delete(cacheName);
  });
  return {
    cachedResponseWillBeUsed: async ({ cachedResponse }) =>
      cachedResponse && !isOlder(cachedResponse, maxAge) ? cachedResponse : null,
    cacheDidUpdate: async () => {
      const cache = await caches.open(cacheName);
      const oldest = (await cache.keys()).slice(0, -atMost);
      await Promise.all(oldest.map((request) => cache.delete(request)));
    },
  };
}

function isOlder(response: Response, seconds: number): boolean {
  const date = Date.parse(response.headers.get("date") ?? "");
  return !Number.isNaN(date) && Date.now() - date > seconds * 1000;
}
