export const more = {
  title: "More",
  pages: {
    import: ["Import", "Shipments from a file"],
    users: ["Users", "Who signs in, and as what"],
    roles: ["Roles", "What each role may do"],
    keys: ["API keys", "For programs that talk to the service"],
    organisations: ["Organisations", "Who shares this installation"],
    cache: ["Cache", "How fast answers are, and why"],
    notifications: ["Notifications", "What was sent to devices"],
  },
} as const;
