import { useEffect, useState } from "preact/hooks";
import type { CarrierDetection } from "../api/types";

export type Detect = (number: string) => CarrierDetection;

const nothing: Detect = (number) => ({ number, candidates: [], hints: [] });

/** The carriers' number formats, loaded beside the page; until they are there, or if they cannot be, nothing is detected. */
export function useDetect(): Detect {
  const [detect, setDetect] = useState<Detect>(() => nothing);
  useEffect(() => {
    import("../offline/carriers").then(
      (carriers) => setDetect(() => carriers.detect),
      () => undefined,
    );
  }, []);
  return detect;
}
