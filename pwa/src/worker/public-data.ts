import { registerRoute } from "workbox-routing";
import { NetworkFirst, StaleWhileRevalidate } from "workbox-strategies";
import { bounded } from "./bounded";
import { markFromCache } from "./from-cache";

export const PARCEL_CACHE = "edge-parcels";
export const CARRIER_CACHE = "edge-carriers";

const day = 24 * 60 * 60;

/** Parcels anyone with the link may see: the network's answer if it comes in time, else the last one kept. */
const parcels = new NetworkFirst({
  cacheName: PARCEL_CACHE,
  networkTimeoutSeconds: 4,
  plugins: [bounded({ cacheName: PARCEL_CACHE, atMost: 200, maxAge: 60 * day }), markFromCache],
});

/** The list of carriers changes once in months: show what is there and look for news behind it. */
const carriers = new StaleWhileRevalidate({
  cacheName: CARRIER_CACHE,
  plugins: [bounded({ cacheName: CARRIER_CACHE, atMost: 1, maxAge: 365 * day })],
});

export function publicRoutes(): void {
  registerRoute(({ url, sameOrigin }) => sameOrigin && /^\/s\/[^/]+\.json$/.test(url.pathname), parcels);
  registerRoute(({ url, sameOrigin }) => sameOrigin && url.pathname === "/api/v1/carriers", carriers);
}
