import type { Role } from "../../api/types";

export const keys = {
  title: "API keys",
  lead: "For programs that talk to this service. A key can do what its role can do.",
  name: "What is it for?",
  role: "Role",
  lasts: "Lasts",
  roles: {
    viewer: "Viewer",
    driver: "Driver",
    operator: "Operator",
    admin: "Administrator",
  } satisfies Record<Role, string>,
  terms: { "": "Until revoked", "30": "30 days", "90": "90 days", "365": "1 year" },
  create: "Create key",
  once: "Copy this key now. It is never shown again.",
  copy: "Copy key",
  none: "No keys yet.",
  existing: "Existing keys",
  created: (when: string) => `created ${when}`,
  expires: (when: string) => `ends ${when}`,
  expired: (when: string) => `ended ${when}`,
  revoked: (when: string) => `revoked ${when}`,
  revoke: "Revoke",
  revokeConfirm: "Press again to revoke",
  nameMissing: "A name is needed, so that you know later which key to revoke.",
};
