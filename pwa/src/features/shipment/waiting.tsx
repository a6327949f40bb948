import { useEffect, useRef } from "preact/hooks";
import type { Shipment } from "../../api/types";
import { Banner } from "../../ui/notices";
import { Link } from "../../ui/router";
import { useOutbox } from "../../ui/use-outbox";
import { shipmentText as text } from "./strings";

/** What this device has still to tell about a shipment. `onSent` is called when some of it has arrived. */
export function Waiting({ shipment, onSent }: { shipment: Shipment; onSent: () => void }) {
  const outbox = useOutbox();
  const items = outbox?.items.filter(
    ({ target, state }) =>
      state !== "done" &&
      (target.shipmentId === shipment.id || (!target.shipmentId && target.number === shipment.number)),
  );
  const count = items?.length ?? 0;
  const needsYou = items?.some(({ state }) => state === "needs-you") ?? false;
  const before = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the number of those that wait tells that one has arrived.
  useEffect(() => {
    if (count < before.current) onSent();
    before.current = count;
  }, [count]);
  return (
    <div role="status">
      {count > 0 && (
        <Banner tone={needsYou ? "fault" : "care"} icon={needsYou ? "alert" : "tray"}>
          <p>
            {needsYou ? text.needsYou : text.waiting(count)} <Link href="/outbox">{text.toOutbox}</Link>
          </p>
        </Banner>
      )}
    </div>
  );
}
