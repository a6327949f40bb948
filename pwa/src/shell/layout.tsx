import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { signOut } from "../api/session";
import { forgetOperatorAnswers } from "../offline/operator-cache";
import { Button } from "../ui/button";
import { useCaller } from "../ui/caller";
import { Icon, type IconName, Mark } from "../ui/icons";
import { useOnline } from "../ui/online";
import { Link, navigate, usePlace } from "../ui/router";
import { shell } from "./strings";
import { chooseTheme, nextTheme, readTheme } from "./theme";
import { onUpdate, takeUpdate, updateIsReady } from "./worker-registration";

export function Layout({ children }: { children: ComponentChildren }) {
  return (
    <>
      <a class="skip" href="#content">
        {shell.skip}
      </a>
      <header class="top">
        <div class="top-inner">
          <Link href="/" class="brand" aria-label={shell.product}>
            <Mark />
            <span aria-hidden="true">{shell.product}</span>
          </Link>
          <Nav />
          <div class="top-end">
            <ThemeButton />
            <AccountButton />
          </div>
        </div>
      </header>
      <div class="notes">
        <OfflineNote />
        <UpdateNote />
      </div>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}

function Nav() {
  const { path } = usePlace();
  const { signedIn, may } = useCaller();
  const items: [href: string, icon: IconName, word: string, shown: boolean][] = [
    ["/", "box", shell.parcels, true],
    ["/add", "plus", shell.add, true],
    ["/operator", "list", shell.operator, signedIn && may("shipments:read")],
    ["/operator/import", "upload", shell.importing, signedIn && may("imports:write")],
    ["/operator/keys", "key", shell.keys, signedIn && may("api-keys:manage")],
    ["/operator/cache", "bolt", shell.cache, signedIn && may("cache:manage")],
    ["/sign-in", "person", shell.signIn, !signedIn],
  ];
  const current = items.map(([href]) => href).filter((href) => path === href || path.startsWith(`${href}/`));
  const best = current.sort((a, b) => b.length - a.length)[0];
  return (
    <nav class="main-nav" aria-label={shell.mainNav}>
      {items
        .filter(([, , , shown]) => shown)
        .map(([href, icon, word]) => (
          <Link key={href} href={href} aria-current={href === best ? "page" : undefined}>
            <Icon name={icon} size={22} />
            <span>{word}</span>
          </Link>
        ))}
    </nav>
  );
}

function ThemeButton() {
  const [theme, setTheme] = useState(readTheme);
  const change = () => {
    const next = nextTheme(theme);
    chooseTheme(next);
    setTheme(next);
  };
  const icon = theme === "light" ? "sun" : theme === "dark" ? "moon" : "contrast";
  return (
    <Button look="quiet" icon={icon} iconOnly onClick={change} title={shell.theme[theme]}>
      {shell.theme[theme]}
    </Button>
  );
}

function AccountButton() {
  const { me, signedIn, become } = useCaller();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  if (!signedIn) return null;
  const leave = async () => {
    setBusy(true);
    setFailed(false);
    await forgetOperatorAnswers();
    const answer = await signOut();
    setBusy(false);
    // Without a network the session on the service lives on: saying "signed out" would be untrue.
    if (!answer.ok && answer.problem.status !== 401) return setFailed(true);
    become({ via: "anonymous", permissions: [] });
    navigate("/");
  };
  return (
    <>
      <span role="alert" class="sign-out-failed">
        {failed && shell.signOutFailed}
      </span>
      <Button
        look="quiet"
        icon="leave"
        iconOnly
        busy={busy}
        onClick={leave}
        title={shell.signedInAs(me?.name ?? "")}
      >
        {shell.signOut}
      </Button>
    </>
  );
}

function OfflineNote() {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p class="note" data-tone="care">
          <Icon name="offline" size={18} />
          {shell.offline}
        </p>
      )}
    </div>
  );
}

function UpdateNote() {
  const [ready, setReady] = useState(updateIsReady);
  useEffect(() => onUpdate(() => setReady(updateIsReady())), []);
  return (
    <div role="status">
      {ready && (
        <p class="note" data-tone="transit">
          {shell.update}
          <Button onClick={takeUpdate}>{shell.updateNow}</Button>
        </p>
      )}
    </div>
  );
}
