import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Button, buttonClass } from "../ui/button";
import { useCaller } from "../ui/caller";
import { Icon, type IconName, Mark } from "../ui/icons";
import { useOnline } from "../ui/online";
import { Link, usePlace } from "../ui/router";
import { useSignOut } from "../ui/sign-out";
import { useUnsent } from "../ui/use-outbox";
import { InstallNote } from "./install-note";
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
            <OutboxLink />
            <ThemeButton />
            <AccountLink />
            <AccountButton />
          </div>
        </div>
      </header>
      <div class="notes">
        <OfflineNote />
        <UpdateNote />
        <InstallNote />
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
  // An administrator has more pages than a phone has room for: those that are seldom needed are behind one entry.
  const manages = signedIn && may("users:manage");
  const items: [href: string, icon: IconName, word: string, shown: boolean][] = [
    ["/", "box", shell.parcels, true],
    // Who works with parcels scans them; the few that are followed are added from the list.
    ["/add", "plus", shell.add, !may("events:write")],
    ["/scan", "scan", shell.scan, true],
    ["/operator", "list", shell.operator, signedIn && may("shipments:read")],
    ["/operator/status", "pen", shell.status, signedIn && may("events:write")],
    ["/operator/import", "upload", shell.importing, signedIn && may("imports:write") && !manages],
    ["/operator/more", "more", shell.more, manages],
    ["/sign-in", "person", shell.signIn, !signedIn],
  ];
  const place = manages && /^\/operator\/(?!new|shipments|status)./.test(path) ? "/operator/more" : path;
  const current = items
    .map(([href]) => href)
    .filter((href) => place === href || place.startsWith(`${href}/`));
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

function AccountLink() {
  const { path } = usePlace();
  const { me, signedIn } = useCaller();
  if (!signedIn) return null;
  return (
    <Link
      href="/account"
      class={buttonClass("quiet", { iconOnly: true })}
      title={`${shell.signedInAs(me?.name ?? "")}: ${shell.account}`}
      aria-label={shell.account}
      aria-current={path === "/account" ? "page" : undefined}
    >
      <Icon name="person" />
    </Link>
  );
}

function AccountButton() {
  const { me, signedIn } = useCaller();
  const { ask, busy, failed } = useSignOut();
  if (!signedIn) return null;
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
        onClick={ask}
        title={shell.signedInAs(me?.name ?? "")}
      >
        {shell.signOut}
      </Button>
    </>
  );
}

/** There for those who send things, and for everybody while something waits on this device. */
function OutboxLink() {
  const { may } = useCaller();
  const { waiting, needsYou } = useUnsent();
  const count = waiting + needsYou;
  if (count === 0 && !may("events:write")) return null;
  const name = shell.outbox(waiting, needsYou);
  return (
    <Link
      href="/outbox"
      class={`${buttonClass("quiet", { iconOnly: true })} outbox-link`}
      title={name}
      aria-label={name}
    >
      <Icon name="tray" />
      {count > 0 && (
        <span class="outbox-count" data-tone={needsYou > 0 ? "fault" : "transit"} aria-hidden="true">
          {count > 99 ? "99+" : count}
        </span>
      )}
    </Link>
  );
}

function OfflineNote() {
  const online = useOnline();
  return (
    <div role="status">
      {!online && (
        <p class="note" data-tone="care">
          <Icon name="offline" size={18} />
          <span>
            {shell.offline} <Link href="/offline">{shell.whatWorks}</Link>
          </span>
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
          <Button onClick={() => void takeUpdate()}>{shell.updateNow}</Button>
        </p>
      )}
    </div>
  );
}
