import { useState } from "preact/hooks";
import type { Answer } from "../../api/client";
import type { Wallet, WalletSignInRequest } from "../../api/types";
import { challengeLink, linkWallet, listWallets, unlinkWallet } from "../../api/wallets";
import { SENDING_LOCK, underLock } from "../../offline/lock";
import { Button } from "../../ui/button";
import { ConfirmButton } from "../../ui/confirm-button";
import { Freshness, Loading, ProblemBanner } from "../../ui/notices";
import { dateOnly } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { useSubmission } from "../../ui/use-submission";
import { WalletButtons } from "../../ui/wallet-buttons";
import { walletText } from "../../ui/wallet-strings";
import { walletsText as text } from "./wallet-strings";

/** The wallets of who is signed in: to be added and removed. */
export function WalletSection() {
  const answer = useAnswer("wallets", () => listWallets());
  const [adding, setAdding] = useState(false);
  const items = answer.data?.items ?? [];
  const added = () => {
    setAdding(false);
    answer.reload();
  };
  return (
    <section class="card stack" aria-labelledby="wallets">
      <div class="row between">
        <h2 id="wallets">{text.title}</h2>
        <Freshness asOf={answer.asOf} stale={answer.stale} />
      </div>
      <p class="soft">{text.lead}</p>
      <ProblemBanner problem={answer.problem} onRetry={answer.reload} />
      {answer.data === null && answer.loading && <Loading />}
      {answer.data && items.length === 0 && <p>{text.none}</p>}
      <ul class="stack">
        {items.map((wallet) => (
          <OneWallet key={wallet.id} wallet={wallet} onRemoved={answer.reload} />
        ))}
      </ul>
      {adding ? (
        <WalletButtons ask={challengeLink} send={link} onDone={added} />
      ) : (
        <div>
          <Button look="primary" icon="plus" onClick={() => setAdding(true)}>
            {text.add}
          </Button>
        </div>
      )}
    </section>
  );
}

function OneWallet({ wallet, onRemoved }: { wallet: Wallet; onRemoved: () => void }) {
  const removal = useSubmission((id: string) => alone(() => unlinkWallet(id)).then(done));
  const remove = async () => {
    if (await removal.submit(wallet.id)) onRemoved();
  };
  const used = wallet.last_used_at ? text.used(dateOnly(new Date(wallet.last_used_at))) : text.never;
  const facts = [walletText.chains[wallet.chain], text.added(dateOnly(new Date(wallet.created_at))), used];
  return (
    <li class="stack tight">
      <div class="row between">
        <div>
          <p class="strong">
            {wallet.name}{" "}
            <code class="soft" title={wallet.address}>
              {shortened(wallet.address)}
            </code>
          </p>
          <p class="small soft">{facts.join(" · ")}</p>
        </div>
        <ConfirmButton icon="bin" confirm={text.removeConfirm} busy={removal.busy} onConfirm={remove}>
          {text.remove}
        </ConfirmButton>
      </div>
      <ProblemBanner problem={removal.problem} />
    </li>
  );
}

const link = (proof: WalletSignInRequest, name: string) =>
  alone(() => linkWallet(name ? { ...proof, name: name.slice(0, 60) } : proof));

/** A change of the ways in may give the session a new id: nothing else is to be on its way with the old one. */
const alone = async <T,>(work: () => Promise<Answer<T>>) =>
  (await underLock(SENDING_LOCK, true, work)) ?? work();

const done = (answer: Answer<void>): Answer<true> => (answer.ok ? { ...answer, data: true } : answer);

const shortened = (address: string) => `${address.slice(0, 6)}…${address.slice(-4)}`;
