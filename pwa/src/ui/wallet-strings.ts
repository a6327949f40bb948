import type { WalletChain } from "../api/types";

const chains: Record<WalletChain, string> = { ethereum: "Ethereum", solana: "Solana" };

export const walletText = {
  chains,
  nameless: "Wallet in this browser",
  use: (name: string, chain: string) => `${name} (${chain})`,
  none: "There is no wallet in this browser. Wallets are extensions, or browsers of their own on a phone: open this page there.",
  waiting: "Your wallet asks for a signature. Check that it names this site.",
  declined: "The wallet was told no. Nothing has changed.",
  failed: "The wallet could not sign. Unlock it, choose an account and try again.",
};
