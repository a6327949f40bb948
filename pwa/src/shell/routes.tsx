import type { ComponentType } from "preact";
import { AddPage } from "../features/add/add-page";
import { ParcelPage } from "../features/parcel/parcel-page";
import { ParcelsPage } from "../features/parcels/parcels-page";
import { match, type Params } from "../ui/router";
import { AdminGate } from "./admin-gate";
import { lazily } from "./lazily";

/** What every page is given. */
export interface PageProps {
  path: string;
  params: Params;
}

/** Outside the gate: what waits must be in sight also for someone whose session has ended. */
const OutboxPages = lazily(() =>
  import("../features/outbox/outbox-pages").then((chunk) => chunk.OutboxPages),
);

const pages: readonly (readonly [pattern: string, page: ComponentType<PageProps>])[] = [
  ["/", ParcelsPage],
  ["/s/:token", ParcelPage],
  ["/add", AddPage],
  ["/scan", lazily(() => import("../features/scan/scan-page").then((chunk) => chunk.ScanPage))],
  ["/sign-in", lazily(() => import("../features/sign-in/sign-in-page").then((chunk) => chunk.SignInPage))],
  ["/account", lazily(() => import("../features/account/account-page").then((chunk) => chunk.AccountPage))],
  ["/offline", lazily(() => import("../features/offline/offline-page").then((chunk) => chunk.OfflinePage))],
  ["/outbox", OutboxPages],
  ["/outbox/:key", OutboxPages],
];

/** The page for a path; everything below /operator is in a chunk of its own. */
export function pageFor(path: string): { page: ComponentType<PageProps>; params: Params } | null {
  for (const [pattern, page] of pages) {
    const params = match(pattern, path);
    if (params) return { page, params };
  }
  return path === "/operator" || path.startsWith("/operator/") ? { page: AdminGate, params: {} } : null;
}
