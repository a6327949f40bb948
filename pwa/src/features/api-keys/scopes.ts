import type { Role } from "../../api/types";

/** What each role adds to the one before (edge/Hosting/Endpoints/Permission.cs). */
const added: readonly (readonly [Role, readonly string[]])[] = [
  ["viewer", ["shipments:read"]],
  ["driver", ["events:write"]],
  ["operator", ["shipments:write", "imports:write"]],
  ["admin", ["api-keys:manage", "users:manage", "organisations:manage", "cache:manage"]],
];

/** The permissions of a role that the caller has too: nobody can give away more. */
export function scopesOf(role: Role, may: (permission: string) => boolean): string[] {
  const through = added.findIndex(([name]) => name === role);
  return added.slice(0, through + 1).flatMap(([, words]) => words.filter(may));
}
