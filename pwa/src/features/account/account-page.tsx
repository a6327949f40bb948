import { buttonClass } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { Empty, Loading } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link } from "../../ui/router";
import { PasskeysSection } from "./passkeys";
import { SessionsSection } from "./sessions";
import { accountText as text } from "./strings";
import { WalletSection } from "./wallets";

export function AccountPage() {
  const { me, signedIn } = useCaller();
  if (me === null) return <Loading />;
  return (
    <div class="stack middling">
      <PageHeading title={text.title} />
      {signedIn ? (
        <>
          <p class="soft">{text.lead(me.name ?? "")}</p>
          <PasskeysSection />
          <WalletSection />
          <SessionsSection />
        </>
      ) : (
        <Empty icon="lock" title={text.signInFirst}>
          <Link href="/sign-in" class={buttonClass("primary")}>
            {text.signIn}
          </Link>
        </Empty>
      )}
    </div>
  );
}
