import { call, get, post } from "./client";
import type {
  LinkWalletRequest,
  Me,
  Wallet,
  WalletChallenge,
  WalletChallengeRequest,
  WalletList,
  WalletSignInRequest,
} from "./types";

const wallets = "/api/v1/session/wallets";

export const challengeSignIn = (request: WalletChallengeRequest) =>
  post<WalletChallenge>("/api/v1/session/challenge", { json: request });
export const signInWithWallet = (request: WalletSignInRequest) =>
  post<Me>("/api/v1/session/wallet", { json: request });

export const listWallets = () => get<WalletList>(wallets);
export const challengeLink = (request: WalletChallengeRequest) =>
  post<WalletChallenge>(`${wallets}/challenge`, { json: request });
export const linkWallet = (request: LinkWalletRequest) => post<Wallet>(wallets, { json: request });
export const unlinkWallet = (id: string) => call<void>("DELETE", `${wallets}/${encodeURIComponent(id)}`);
