import { useEffect, useState } from "preact/hooks";

/** The time (ms since 1970), renewed twice a minute while the page is looked at. */
export function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => document.hidden || setNow(Date.now()), 30_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
