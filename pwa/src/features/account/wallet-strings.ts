export const walletsText = {
  title: "Wallets",
  lead: "Sign in by the signature of a wallet. It moves nothing and costs nothing. Contract wallets cannot sign in.",
  none: "No wallet is added yet.",
  add: "Add a wallet",
  added: (date: string) => `Added ${date}`,
  used: (date: string) => `Last used ${date}`,
  never: "Not used yet",
  remove: "Remove",
  removeConfirm: "Remove for good",
};
