import type { Answer } from "../api/client";
import type { WalletChain, WalletChallenge, WalletChallengeRequest, WalletSignInRequest } from "../api/types";

export type Ask = (request: WalletChallengeRequest) => Promise<Answer<WalletChallenge>>;

type Refusal = Extract<Answer<never>, { ok: false }>;

/** A wallet in this browser. `prove` has it sign what the service asks for, or gives the service's refusal. */
export interface FoundWallet {
  id: string;
  name: string;
  chain: WalletChain;
  prove: (ask: Ask) => Promise<WalletSignInRequest | Refusal>;
}

/** What came of it: an answer of the service, or nothing, because the person said no or the wallet failed. */
export type Outcome<T> = { kind: "answer"; answer: Answer<T> } | { kind: "declined" } | { kind: "failed" };

/** Has a wallet sign a challenge and sends what it has signed. */
export async function proveWith<T>(
  wallet: FoundWallet,
  ask: Ask,
  send: (proof: WalletSignInRequest) => Promise<Answer<T>>,
): Promise<Outcome<T>> {
  let proof: WalletSignInRequest | Refusal;
  try {
    proof = await wallet.prove(ask);
  } catch (error) {
    return { kind: isRefusal(error) ? "declined" : "failed" };
  }
  return { kind: "answer", answer: "ok" in proof ? proof : await send(proof) };
}

// 4001 is EIP-1193's; Solana's wallets have no number in common.
function isRefusal(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return code === 4001 || /reject|denied|declin|cancel/i.test(String(message));
}
