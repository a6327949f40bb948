import { useEffect, useState } from "preact/hooks";
import type { StoredParcel } from "../../offline/database";
import { markSeen } from "../../offline/unread";

/** How long the list has to be in sight until its news count as seen. */
const lookFor = 3000;

/** Which parcels to mark as new: their news are seen after a moment, and stay marked until the list is left. */
export function useNews(parcels: StoredParcel[] | "failed" | null): ReadonlySet<string> {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const unread = Array.isArray(parcels)
    ? parcels.filter((parcel) => parcel.unread).map(({ key }) => key)
    : [];
  const all = unread.join(" ");
  useEffect(() => {
    if (all === "") return;
    const keys = all.split(" ");
    setMarked((old) => new Set([...old, ...keys]));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (!document.hidden) timer = setTimeout(() => void markSeen(keys).catch(() => undefined), lookFor);
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [all]);
  return marked;
}
