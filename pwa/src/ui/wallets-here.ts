import type { FoundWallet } from "./wallet";
import { injectedWallet, watchEthereum } from "./wallets-of-ethereum";
import { watchSolana } from "./wallets-of-solana";

/** Tells of the wallets in this browser, and again whenever there is one more, until the returned function is called. */
export function watchWallets(changed: (wallets: FoundWallet[]) => void): () => void {
  const known = new Map<string, FoundWallet>();
  const tell = () => {
    const announced = [...known.values()];
    const injected = announced.some((wallet) => wallet.chain === "ethereum") ? null : injectedWallet();
    changed(injected ? [...announced, injected] : announced);
  };
  const add = (wallet: FoundWallet) => {
    known.set(wallet.id, wallet);
    tell();
  };
  const stops = [watchEthereum(add), watchSolana(add)];
  tell();
  return () => {
    for (const stop of stops) stop();
  };
}
