import type { Role, RoleList } from "../../api/types";

/** The permissions of a role, as the service tells them, that the caller has too: nobody can give away more. */
export function scopesOf({ items }: RoleList, role: Role, may: (permission: string) => boolean): string[] {
  return items.find((rights) => rights.role === role)?.permissions.filter(may) ?? [];
}
