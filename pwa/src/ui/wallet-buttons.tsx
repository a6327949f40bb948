import { useEffect, useState } from "preact/hooks";
import type { Answer, Problem } from "../api/client";
import type { WalletSignInRequest } from "../api/types";
import { Button } from "./button";
import { Loading, ProblemBanner } from "./notices";
import { type Ask, type FoundWallet, proveWith } from "./wallet";
import { walletText as text } from "./wallet-strings";

interface WalletButtonsProps<T> {
  ask: Ask;
  send: (proof: WalletSignInRequest, name: string) => Promise<Answer<T>>;
  onDone: (data: T) => void;
}

/** A button for each wallet in this browser, and in words what came of pressing it. */
export function WalletButtons<T>({ ask, send, onDone }: WalletButtonsProps<T>) {
  const wallets = useWallets();
  const [busy, setBusy] = useState<string | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const press = async (wallet: FoundWallet) => {
    if (busy !== null) return;
    setBusy(wallet.id);
    setProblem(null);
    setSaid(text.waiting);
    const outcome = await proveWith(wallet, ask, (proof) => send(proof, wallet.name));
    setBusy(null);
    setSaid(outcome.kind === "answer" ? null : text[outcome.kind]);
    if (outcome.kind !== "answer") return;
    if (outcome.answer.ok) onDone(outcome.answer.data);
    else setProblem(outcome.answer.problem);
  };
  if (wallets === null) return <Loading />;
  return (
    <>
      {wallets.length === 0 && <p class="soft">{text.none}</p>}
      {wallets.map((wallet) => (
        <Button key={wallet.id} wide icon="key" busy={busy === wallet.id} onClick={() => press(wallet)}>
          {text.use(wallet.name || text.nameless, text.chains[wallet.chain])}
        </Button>
      ))}
      <p class="soft" role="status">
        {said}
      </p>
      <ProblemBanner problem={problem} />
    </>
  );
}

/** Null until they were looked for; what speaks to wallets is loaded only where somebody wants to use one. */
function useWallets(): FoundWallet[] | null {
  const [wallets, setWallets] = useState<FoundWallet[] | null>(null);
  useEffect(() => {
    let stop: (() => void) | null = null;
    let gone = false;
    import("./wallets-here").then(
      ({ watchWallets }) => {
        if (!gone) stop = watchWallets(setWallets);
      },
      () => setWallets([]),
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  return wallets;
}
