import { ExpirationPlugin } from "workbox-expiration";
import { registerRoute } from "workbox-routing";
import { NetworkFirst, StaleWhileRevalidate } from "workbox-strategies";
import { markFromCache } from "./from-cache";

const day = 24 * 60 * 60;

/** Parcels anyone with the link may see: the network's answer if it comes in time, else the last one kept. */
const parcels = new NetworkFirst({
  cacheName: "edge-parcels",
  networkTimeoutSeconds: 4,
  plugins: [
    markFromCache,
    new ExpirationPlugin({ maxEntries: 200, maxAgeSeconds: 60 * day, purgeOnQuotaError: true }),
  ],
});

/** The list of carriers changes once in months: show what is there and look for news behind it. */
const carriers = new StaleWhileRevalidate({
  cacheName: "edge-carriers",
  plugins: [new ExpirationPlugin({ maxEntries: 1 })],
});

export function publicRoutes(): void {
  registerRoute(({ url, sameOrigin }) => sameOrigin && /^\/s\/[^/]+\.json$/.test(url.pathname), parcels);
  registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname === "/api/v1/carriers", carriers);
}
