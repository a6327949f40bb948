import type { WorkboxPlugin } from "workbox-core";
import { ExpirationPlugin } from "workbox-expiration";
import { registerRoute } from "workbox-routing";
import { NetworkFirst } from "workbox-strategies";
import { OPERATOR_CACHE } from "../offline/operator-cache";
import { markFromCache } from "./from-cache";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

/** Counts sign-ins and sign-outs: an answer that was asked for before the latest one must not be kept. */
let era = 0;

const onlyThisEra: WorkboxPlugin = {
  requestWillFetch: async ({ request, state }) => {
    if (state) state.era = era;
    return request;
  },
  cacheWillUpdate: async ({ response, state }) =>
    response.status === 200 && state?.era === era ? response : null,
  fetchDidSucceed: async ({ response }) => {
    if (response.status === 401) await forget();
    return response;
  },
};

const operatorAnswers = new NetworkFirst({
  cacheName: OPERATOR_CACHE,
  networkTimeoutSeconds: 6,
  plugins: [
    onlyThisEra,
    markFromCache,
    new ExpirationPlugin({ maxEntries: 150, maxAgeSeconds: 7 * 24 * 60 * 60, purgeOnQuotaError: true }),
  ],
});

/** What an operator has seen stays readable without a network until the sign-out. API keys are never kept. */
export function operatorRoutes(): void {
  registerRoute(
    ({ url, sameOrigin }) => sameOrigin && /^\/api\/v1\/(shipments|session)(\/|$)/.test(url.pathname),
    operatorAnswers,
  );
}

/** Forgets before the request goes out, and again after it: answers may arrive in between. */
export function forgetOnSignOut(): void {
  self.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method === "GET" || origin !== self.location.origin || pathname !== "/api/v1/session") return;
    event.respondWith(
      (async () => {
        await forget();
        try {
          return await fetch(event.request);
        } finally {
          await forget();
        }
      })(),
    );
  });
}

async function forget(): Promise<void> {
  era++;
  await caches.delete(OPERATOR_CACHE);
}
