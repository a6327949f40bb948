import type { WalletSignInRequest } from "../../api/types";
import { challengeSignIn, signInWithWallet } from "../../api/wallets";
import { SENDING_LOCK, underLock } from "../../offline/lock";
import { forgetOperatorAnswers } from "../../offline/operator-cache";
import { useCaller } from "../../ui/caller";
import { WalletButtons } from "../../ui/wallet-buttons";
import { walletSignInText as text } from "./wallet-strings";

export function WalletSignIn({ onEntered }: { onEntered: () => void }) {
  const { become } = useCaller();
  return (
    <div class="stack">
      <p>{text.lead}</p>
      <WalletButtons
        ask={challengeSignIn}
        send={send}
        onDone={(me) => {
          become(me);
          onEntered();
        }}
      />
    </div>
  );
}

async function send(proof: WalletSignInRequest) {
  await forgetOperatorAnswers();
  // While the outbox is being sent in somebody's name, nobody else becomes that somebody.
  return (await underLock(SENDING_LOCK, true, () => signInWithWallet(proof))) ?? signInWithWallet(proof);
}
