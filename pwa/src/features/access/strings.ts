import type { Role, WalletChain } from "../../api/types";

const roles = {
  viewer: "Viewer",
  driver: "Driver",
  operator: "Operator",
  admin: "Administrator",
} satisfies Record<Role, string>;

export const access = {
  roles,
  /** What a permission is about, in words; one without words is shown as it is. */
  permissions: {
    "shipments:read": "See shipments, their events and proofs of delivery",
    "events:write": "Report events and hand over parcels",
    "shipments:write": "Create, change and archive shipments",
    "imports:write": "Import shipments from files",
    "api-keys:manage": "Issue and revoke API keys",
    "users:manage": "Add, change and disable users",
    "organisations:manage": "Add and rename organisations",
    "cache:manage": "Watch and tune the cache and notifications",
  } as Record<string, string>,
  nameMissing: "A name is needed.",
};

export const links = {
  handOver: (name: string) => `Hand this link over to ${name} now. It is never shown again.`,
  once: (until: string) => `It lets in whoever opens it first, once, until ${until}.`,
  copy: "Copy link",
};

export const users = {
  title: "Users",
  lead: "Everybody who signs in to your organisation. A role says what they may do.",
  rolesPage: "What each role may do",
  name: "Name",
  role: "Role",
  add: "Add user",
  existing: "Your users",
  find: "Find by name",
  none: "Nobody has this name.",
  never: "never signed in",
  signedIn: (when: string) => `signed in ${when}`,
  justNow: "just now",
  sessions: (count: number) => (count === 1 ? "1 device" : `${count} devices`),
  disabled: "Disabled",
  change: (name: string) => `Change ${name}`,
  save: "Save",
  endsSessions: "Another role signs them out everywhere; they sign in again with it.",
  newLink: "New sign-in link",
  signOut: "Sign out everywhere",
  signOutConfirm: "Press again to sign out",
  signedOut: "Signed out everywhere.",
  disable: "Disable",
  disableConfirm: "Press again to shut out",
  enable: "Enable",
};

export const waysIn = {
  show: "Passkeys and wallets",
  heading: "Passkeys and wallets",
  title: (name: string) => `Passkeys and wallets of ${name}`,
  lead: "With these they sign in. Removing one signs them out everywhere; hand over a new link if none is left.",
  none: "They have none, and sign in by link.",
  passkey: "Passkey",
  chains: { ethereum: "Ethereum wallet", solana: "Solana wallet" } satisfies Record<WalletChain, string>,
  added: (date: string) => `added ${date}`,
  used: (date: string) => `last used ${date}`,
  neverUsed: "never used",
  remove: "Remove",
  removeConfirm: "Press again to remove",
  removed: (name: string) => `${name} is removed, and they are signed out everywhere.`,
};

export const rolesText = {
  title: "Roles",
  lead: "What the people and the keys of your organisation may do.",
  may: (role: string) => `${role}: what it may do`,
};

export const organisations = {
  title: "Organisations",
  lead: "Each has its own shipments, users and keys, and sees nothing of the others.",
  name: "Name",
  administrator: "First administrator",
  add: "Add organisation",
  existing: "All organisations",
  users: (count: number) => (count === 1 ? "1 user" : `${count} users`),
  since: (when: string) => `since ${when}`,
  nobodyYet: "Nobody has signed in",
  change: (name: string) => `Change ${name}`,
  rename: "Rename",
  renamed: "Renamed.",
  newLink: "New link for the administrator",
  theAdministrator: (name: string) => `the administrator of ${name}`,
};
