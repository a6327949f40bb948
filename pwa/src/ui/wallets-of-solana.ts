import type { WalletChallenge } from "../api/types";
import type { FoundWallet } from "./wallet";

interface Account {
  address: string;
}

interface Signed {
  signedMessage: Uint8Array;
  signature: Uint8Array;
}

/** The parts of the Wallet Standard that signing in needs. */
interface Features {
  "standard:connect"?: { connect: () => Promise<{ accounts: readonly Account[] }> };
  "solana:signIn"?: { signIn: (input: SignInInput) => Promise<readonly Signed[]> };
  "solana:signMessage"?: {
    signMessage: (input: { account: Account; message: Uint8Array }) => Promise<readonly Signed[]>;
  };
}

interface StandardWallet {
  name: string;
  chains: readonly string[];
  features: Features;
}

type SignInInput = Record<
  "domain" | "statement" | "uri" | "version" | "chainId" | "nonce" | "issuedAt" | "expirationTime",
  string
>;

/** Tells of each wallet for Solana that registers with the page (the Wallet Standard), now or later. */
export function watchSolana(found: (wallet: FoundWallet) => void): () => void {
  const register = (...wallets: StandardWallet[]) => {
    for (const wallet of wallets) if (canSignIn(wallet)) found(walletOf(wallet));
    return () => {};
  };
  const api = Object.freeze({ register });
  const hear = (event: Event) => {
    const { detail } = event as CustomEvent<unknown>;
    if (typeof detail === "function") detail(api);
  };
  addEventListener("wallet-standard:register-wallet", hear);
  dispatchEvent(new CustomEvent("wallet-standard:app-ready", { detail: api }));
  return () => removeEventListener("wallet-standard:register-wallet", hear);
}

const canSignIn = ({ chains, features }: StandardWallet) =>
  chains.some((chain) => chain.startsWith("solana:")) &&
  ("solana:signIn" in features || ("solana:signMessage" in features && "standard:connect" in features));

const walletOf = (wallet: StandardWallet): FoundWallet => ({
  id: `solana:${wallet.name}`,
  name: wallet.name,
  chain: "solana",
  prove: async (ask) => {
    const { "solana:signIn": signing } = wallet.features;
    if (!signing) return proveByText(wallet.features, ask);
    const challenge = await ask({ chain: "solana" });
    if (!challenge.ok) return challenge;
    return proofOf((await signing.signIn(inputOf(challenge.data)))[0]);
  },
});

/** Wallets without solana:signIn sign the same text as any other. */
async function proveByText(features: Features, ask: Parameters<FoundWallet["prove"]>[0]) {
  const account = (await features["standard:connect"]?.connect())?.accounts[0];
  if (!account) throw new Error("The wallet has no account");
  const challenge = await ask({ chain: "solana", address: account.address });
  if (!challenge.ok) return challenge;
  const message = new TextEncoder().encode(challenge.data.message ?? "");
  return proofOf((await features["solana:signMessage"]?.signMessage({ account, message }))?.[0]);
}

const inputOf = (challenge: WalletChallenge): SignInInput => ({
  domain: challenge.domain,
  statement: challenge.statement,
  uri: challenge.uri,
  version: challenge.version,
  chainId: challenge.chain_id,
  nonce: challenge.nonce,
  issuedAt: new Date(challenge.issued_at).toISOString(),
  expirationTime: new Date(challenge.expires_at).toISOString(),
});

function proofOf(signed: Signed | undefined) {
  if (!signed) throw new Error("The wallet has signed nothing");
  const message = new TextDecoder("utf-8", { fatal: true }).decode(signed.signedMessage);
  return { chain: "solana" as const, message, signature: btoa(String.fromCharCode(...signed.signature)) };
}
