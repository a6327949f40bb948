export const walletSignInText = {
  lead: "Sign in with a wallet that you have added to your account. It signs a text; nothing is paid or moved.",
};
