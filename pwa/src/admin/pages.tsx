import { ApiKeysPage } from "../features/api-keys/api-keys-page";
import { CachePage } from "../features/cache/cache-page";
import { ImportPage } from "../features/import/import-page";
import { NewShipmentPage } from "../features/new-shipment/new-shipment-page";
import { OperatorListPage } from "../features/operator-list/operator-list-page";
import { ShipmentPage } from "../features/shipment/shipment-page";
import { NotFound } from "../ui/not-found";
import { match } from "../ui/router";

/** The pages of those who run the service: one chunk, loaded when the first of them is opened. */
export function AdminPages({ path }: { path: string }) {
  const shipment = match("/operator/shipments/:id", path);
  if (shipment?.id) return <ShipmentPage key={shipment.id} id={shipment.id} />;
  switch (path.replace(/\/$/, "")) {
    case "/operator":
      return <OperatorListPage />;
    case "/operator/new":
      return <NewShipmentPage />;
    case "/operator/import":
      return <ImportPage />;
    case "/operator/keys":
      return <ApiKeysPage />;
    case "/operator/cache":
      return <CachePage />;
    default:
      return <NotFound />;
  }
}
