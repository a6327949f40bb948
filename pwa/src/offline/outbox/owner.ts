import type { Me } from "../../api/types";

/** Whose things a session may send; null for nobody's. Who changes over to another organisation takes nothing there. */
export function ownerOf(me: Me): string | null {
  if (me.via !== "session") return null;
  return me.user ? `${me.organisation?.id ?? ""}:${me.user}` : formerOwnerOf(me);
}

/** As things were kept before people had an id: by a name that was one person's within a role. */
export const formerOwnerOf = (me: Me): string => `${me.role ?? ""}:${me.name ?? ""}`;
