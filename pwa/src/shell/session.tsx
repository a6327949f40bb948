import type { ComponentChildren } from "preact";
import { useCallback, useEffect, useMemo, useState } from "preact/hooks";
import { readSession } from "../api/session";
import type { Me } from "../api/types";
import { forgetOperatorAnswers } from "../offline/operator-cache";
import { type Caller, CallerContext } from "../ui/caller";

const anonymous: Me = { via: "anonymous", permissions: [] };

/** Knows who is signed in; without a network, who was when the service last said so (until the session's end). */
export function SessionProvider({ children }: { children: ComponentChildren }) {
  const [me, setMe] = useState<Me | null>(null);
  const become = useCallback((next: Me) => {
    const over = next.expires_at ? Date.parse(next.expires_at) <= Date.now() : false;
    setMe(over ? anonymous : next);
    if (over || next.via === "anonymous") void forgetOperatorAnswers();
  }, []);

  useEffect(() => {
    const ask = async () => {
      const answer = await readSession();
      if (answer.ok) become(answer.data);
      else setMe((old) => old ?? anonymous);
    };
    void ask();
    addEventListener("online", ask);
    return () => removeEventListener("online", ask);
  }, [become]);

  const caller = useMemo<Caller>(
    () => ({
      me,
      signedIn: me !== null && me.via !== "anonymous",
      may: (permission) => me?.permissions.includes(permission) ?? false,
      become,
    }),
    [me, become],
  );
  return <CallerContext.Provider value={caller}>{children}</CallerContext.Provider>;
}
