import { useEffect, useState } from "preact/hooks";
import { onChange } from "../offline/changes";
import { type KeptShipment, listKept } from "../offline/shipments/kept";

export type Known = ReadonlyMap<string, KeptShipment[]>;

/** The shipments on this device, by number. */
export function useKnown(): Known {
  const [known, setKnown] = useState<Known>(new Map());
  useEffect(() => {
    const read = () =>
      listKept().then(
        (kept) => setKnown(grouped(kept)),
        () => undefined,
      );
    void read();
    return onChange(read, "shipments");
  }, []);
  return known;
}

function grouped(kept: readonly KeptShipment[]): Known {
  const groups = new Map<string, KeptShipment[]>();
  for (const each of kept) groups.set(each.number, [...(groups.get(each.number) ?? []), each]);
  return groups;
}
