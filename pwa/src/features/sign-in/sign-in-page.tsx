import { useEffect, useState } from "preact/hooks";
import { useCaller } from "../../ui/caller";
import { Icon } from "../../ui/icons";
import { Banner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { passkeysWork } from "../../ui/passkey";
import { Link } from "../../ui/router";
import { LinkForm, UseLink } from "./by-link";
import { ByPasskey } from "./by-passkey";
import { OfferPasskey } from "./offer-passkey";
import { signInText as text } from "./strings";
import { tokenIn } from "./token-in";
import { useEntering } from "./use-entering";
import { WalletSignIn } from "./wallet-sign-in";
import { walletSignInText } from "./wallet-strings";

export function SignInPage() {
  const { me, signedIn } = useCaller();
  const token = useTokenInAddress();
  const { offering, entered, enteredByLink, leave } = useEntering();
  if (offering) return <OfferPasskey onDone={leave} />;
  return (
    <div class="stack narrow">
      <PageHeading title={text.title} />
      <section class="card stack">
        {signedIn && (
          <Banner tone="done" icon="check">
            <p>{text.already(me?.name ?? me?.role ?? "")}</p>
            <p>
              <Link href="/operator">{text.toOperator}</Link> · <Link href="/account">{text.toAccount}</Link>
            </p>
          </Banner>
        )}
        {token ? (
          <UseLink token={token} onEntered={enteredByLink} />
        ) : (
          me !== null && !signedIn && <Ways onEntered={entered} onEnteredByLink={enteredByLink} />
        )}
      </section>
      <p class="soft">
        {text.customers} <Link href="/add">{text.add}</Link>
      </p>
    </div>
  );
}

/** The best way first; the link is for the first time, and for who has lost the others. */
function Ways({ onEntered, onEnteredByLink }: { onEntered: () => void; onEnteredByLink: () => void }) {
  if (!passkeysWork())
    return (
      <>
        <LinkForm onEntered={onEnteredByLink} />
        <ByWallet onEntered={onEntered} />
      </>
    );
  return (
    <>
      <ByPasskey onEntered={onEntered} />
      <ByWallet onEntered={onEntered} />
      <details class="disclosure">
        <summary>
          {text.otherwise}
          <Icon name="chevron" />
        </summary>
        <div class="stack">
          <LinkForm onEntered={onEnteredByLink} />
        </div>
      </details>
    </>
  );
}

/** Wallets are not asked whether they are there until somebody wants to use one. */
function ByWallet({ onEntered }: { onEntered: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="disclosure" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        {walletSignInText.title}
        <Icon name="chevron" />
      </summary>
      {open && <WalletSignIn onEntered={onEntered} />}
    </details>
  );
}

function useTokenInAddress(): string | null {
  const [token, setToken] = useState(() => tokenIn(location.hash));
  useEffect(() => {
    const update = () => setToken(tokenIn(location.hash));
    addEventListener("hashchange", update);
    return () => removeEventListener("hashchange", update);
  }, []);
  return token;
}
