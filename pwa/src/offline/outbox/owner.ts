import type { Me } from "../../api/types";

/** Whose things a session may send; null for nobody's. A name is one person's within a role. */
export const ownerOf = (me: Me): string | null =>
  me.via === "session" ? `${me.role ?? ""}:${me.name ?? ""}` : null;
