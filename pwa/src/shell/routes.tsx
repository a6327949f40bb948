import type { ComponentType } from "preact";
import { AddPage } from "../features/add/add-page";
import { ParcelPage } from "../features/parcel/parcel-page";
import { ParcelsPage } from "../features/parcels/parcels-page";
import { SignInPage } from "../features/sign-in/sign-in-page";
import { match, type Params } from "../ui/router";
import { AdminGate } from "./admin-gate";

/** What every page is given. */
export interface PageProps {
  path: string;
  params: Params;
}

const pages: readonly (readonly [pattern: string, page: ComponentType<PageProps>])[] = [
  ["/", ParcelsPage],
  ["/s/:token", ParcelPage],
  ["/add", AddPage],
  ["/sign-in", SignInPage],
];

/** The page for a path; everything below /operator is in a chunk of its own. */
export function pageFor(path: string): { page: ComponentType<PageProps>; params: Params } | null {
  for (const [pattern, page] of pages) {
    const params = match(pattern, path);
    if (params) return { page, params };
  }
  return path === "/operator" || path.startsWith("/operator/") ? { page: AdminGate, params: {} } : null;
}
