import { useEffect, useState } from "preact/hooks";
import { listCarriers } from "../api/public";
import type { Carrier } from "../api/types";

let known: Carrier[] | null = null;

/** The carriers of this service; empty until the answer is there. */
export function useCarriers(): readonly Carrier[] {
  const [carriers, setCarriers] = useState(known ?? []);
  useEffect(() => {
    if (known) return;
    let left = false;
    void listCarriers().then((answer) => {
      if (!answer.ok) return;
      known = answer.data.items;
      if (!left) setCarriers(known);
    });
    return () => {
      left = true;
    };
  }, []);
  return carriers;
}
