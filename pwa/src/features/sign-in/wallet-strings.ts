export const walletSignInText = {
  title: "Sign in with a wallet",
  lead: "Sign in with a wallet that you have added to your account. It signs a text; nothing is paid or moved.",
};
