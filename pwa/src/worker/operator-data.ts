import type { WorkboxPlugin } from "workbox-core";
import { registerRoute } from "workbox-routing";
import { NetworkFirst } from "workbox-strategies";
import { OPERATOR_CACHE } from "../offline/operator-cache";
import { bounded } from "./bounded";
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
    bounded({ cacheName: OPERATOR_CACHE, atMost: 150, maxAge: 7 * 24 * 60 * 60 }),
    markFromCache,
  ],
});

/**
 * What an operator has seen stays readable without a network until the sign-out. API keys, passkeys and sessions are never kept,
 * and neither are lists of changes (the working set takes them in, and no address of theirs is asked for twice) and streams, which never end.
 */
export function operatorRoutes(): void {
  registerRoute(
    ({ url, sameOrigin }) =>
      sameOrigin &&
      /^\/api\/v1\/(shipments(\/|$)|session$)/.test(url.pathname) &&
      !url.pathname.endsWith("/live") &&
      !url.searchParams.has("updated_since"),
    operatorAnswers,
  );
}

/** Where somebody signs in, by whatever way, or out. */
const changesWho = /^\/api\/v1\/session(\/(passkey|wallet))?$/;

/** Forgets before the request goes out, and again after it: answers may arrive in between. */
export function forgetOnSignOut(): void {
  self.addEventListener("fetch", (event) => {
    const { method, url } = event.request;
    const { origin, pathname } = new URL(url);
    if (method === "GET" || origin !== self.location.origin || !changesWho.test(pathname)) return;
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
