import { useEffect } from "preact/hooks";
import { OrganisationsPage } from "../features/access/organisations-page";
import { RolesPage } from "../features/access/roles-page";
import { UsersPage } from "../features/access/users-page";
import { ApiKeyPage } from "../features/api-keys/api-key-page";
import { ApiKeysPage } from "../features/api-keys/api-keys-page";
import { CachePage } from "../features/cache/cache-page";
import { ImportPage } from "../features/import/import-page";
import { NewShipmentPage } from "../features/new-shipment/new-shipment-page";
import { DeliveriesPage } from "../features/notify/deliveries-page";
import { OperatorListPage } from "../features/operator-list/operator-list-page";
import { ProofPage } from "../features/proof/proof-page";
import { QuickStatusPage } from "../features/quick-status/quick-status-page";
import { keepReader } from "../features/scan/reader";
import { ShipmentPage } from "../features/shipment/shipment-page";
import { useCaller } from "../ui/caller";
import { NotFound } from "../ui/not-found";
import { match } from "../ui/router";
import { useWorkingSet } from "../ui/use-working-set";
import { MorePage } from "./more-page";

/** The pages of those who run the service: one chunk, loaded when the first of them is opened. */
export function AdminPages({ path }: { path: string }) {
  useWorkingSet();
  const { may } = useCaller();
  const scans = may("events:write");
  useEffect(() => {
    if (scans) void keepReader();
  }, [scans]);
  const proof = match("/operator/shipments/:id/proof", path);
  if (proof?.id) return <ProofPage key={proof.id} id={proof.id} />;
  const shipment = match("/operator/shipments/:id", path);
  if (shipment?.id) return <ShipmentPage key={shipment.id} id={shipment.id} />;
  const key = match("/operator/keys/:id", path);
  if (key?.id) return <ApiKeyPage key={key.id} id={key.id} />;
  switch (path.replace(/\/$/, "")) {
    case "/operator":
      return <OperatorListPage />;
    case "/operator/status":
      return <QuickStatusPage />;
    case "/operator/new":
      return <NewShipmentPage />;
    case "/operator/import":
      return <ImportPage />;
    case "/operator/keys":
      return <ApiKeysPage />;
    case "/operator/cache":
      return <CachePage />;
    case "/operator/notifications":
      return <DeliveriesPage />;
    case "/operator/more":
      return <MorePage />;
    case "/operator/users":
      return <UsersPage />;
    case "/operator/roles":
      return <RolesPage />;
    case "/operator/organisations":
      return <OrganisationsPage />;
    default:
      return <NotFound />;
  }
}
