import { cleanupOutdatedCaches, createHandlerBoundToURL, precacheAndRoute } from "workbox-precaching";
import { NavigationRoute, registerRoute } from "workbox-routing";
import type { WorkerScope } from "./scope";

declare const self: WorkerScope;

/** Everything the pages are made of is there before the first click, and every address of a page gets the shell. */
export function shell(): void {
  cleanupOutdatedCaches();
  precacheAndRoute(self.__WB_MANIFEST);
  registerRoute(
    new NavigationRoute(createHandlerBoundToURL("/"), {
      denylist: [/^\/(api|docs|openapi|health)(\/|$)/, /\.[a-z0-9]+$/i],
    }),
  );
}
