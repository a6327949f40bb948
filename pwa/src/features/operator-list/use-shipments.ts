import { useEffect, useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import type { ShipmentFilter } from "../../api/shipments";
import type { Shipment } from "../../api/types";
import { listShipmentsAnyhow } from "../../offline/shipments/read";
import { useAnswer } from "../../ui/use-answer";

/** The first page of what fits the filter, and as many more as were asked for. */
export function useShipments(filter: ShipmentFilter) {
  const key = JSON.stringify(filter);
  const first = useAnswer(key, (signal) => listShipmentsAnyhow({ ...filter, limit: 50 }, signal));
  const [more, setMore] = useState<{ items: Shipment[]; next: string | null } | null>(null);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: further pages belong to the first page that they follow.
  useEffect(() => {
    setMore(null);
    setProblem(null);
  }, [first.data]);

  const next = more ? more.next : (first.data?.next ?? null);
  const loadMore = async () => {
    if (!next || busy) return;
    const before = first.data;
    setBusy(true);
    const answer = await listShipmentsAnyhow({ ...filter, limit: 50, cursor: next });
    setBusy(false);
    if (!answer.ok) return setProblem(answer.problem);
    setProblem(null);
    if (before !== first.data) return;
    setMore({ items: [...(more?.items ?? []), ...answer.data.items], next: answer.data.next ?? null });
  };

  const items = first.data ? [...first.data.items, ...(more?.items ?? [])] : null;
  return { ...first, items, next, loadMore, busy, moreProblem: problem };
}
