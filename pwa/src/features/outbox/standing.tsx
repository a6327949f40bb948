import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { OutboxItem, SendingState } from "../../offline/outbox/item";
import { Button, buttonClass } from "../../ui/button";
import { Icon, type IconName } from "../../ui/icons";
import { useOnline } from "../../ui/online";
import { Link } from "../../ui/router";
import { sendOutbox } from "../../ui/sending";
import type { Tone } from "../../ui/status";
import { ui } from "../../ui/strings";
import { ago } from "../../ui/time";
import { useNow } from "../../ui/use-now";
import { outboxText as text } from "./strings";

/** How things stand, in one look: all sent, or how many wait and for what. */
export function Standing({
  items,
  sending,
}: {
  items: readonly OutboxItem[];
  sending: SendingState | undefined;
}) {
  const online = useOnline();
  const now = useNow();
  const waiting = items.filter(({ state }) => state === "waiting" || state === "sending");
  const needsYou = items.some(({ state }) => state === "needs-you");
  const last = Math.max(0, ...items.map((item) => (item.state === "done" ? (item.settledAt ?? 0) : 0)));
  const sent = last > 0 ? text.lastSent(ago(last, ui.justNow, now)) : null;
  if (waiting.length === 0)
    return (
      <Card
        tone={needsYou ? "neutral" : "done"}
        icon={needsYou ? "tray" : "check"}
        title={needsYou ? text.needsYouOnly : text.allSent}
      >
        {sent && <p>{sent}</p>}
      </Card>
    );
  const isSending = waiting.some(({ state }) => state === "sending");
  return (
    <Card
      tone={isSending ? "transit" : "care"}
      icon={online ? "clock" : "offline"}
      title={text.waitingTitle(waiting.length)}
    >
      <p>{reason(isSending, online, sending, now)}</p>
      {sent && <p class="small">{sent}</p>}
      {sending?.hold === "signed-out" ? (
        <Link href="/sign-in" class={buttonClass("primary")}>
          {text.signIn}
        </Link>
      ) : (
        online && !isSending && <SendNow />
      )}
    </Card>
  );
}

function reason(isSending: boolean, online: boolean, sending: SendingState | undefined, now: number): string {
  if (!online) return text.offline;
  if (isSending) return text.sendingNow;
  if (sending?.hold) return text.hold[sending.hold];
  if (!sending || sending.failures === 0) return text.sendingNow;
  const minutes = Math.ceil((sending.notBefore - now) / 60_000);
  const when = minutes > 1 ? relative.format(minutes, "minute") : text.soon;
  return sending.asked ? text.askedToWait(when) : text.nextTry(when);
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

function SendNow() {
  const [busy, setBusy] = useState(false);
  const send = async () => {
    setBusy(true);
    await sendOutbox(true);
    setBusy(false);
  };
  return (
    <Button look="primary" icon="refresh" busy={busy} onClick={send}>
      {text.sendNow}
    </Button>
  );
}

interface CardProps {
  tone: Tone;
  icon: IconName;
  title: string;
  children: ComponentChildren;
}

const Card = ({ tone, icon, title, children }: CardProps) => (
  <section class="standing" data-tone={tone}>
    <span class="standing-mark">
      <Icon name={icon} size={28} />
    </span>
    <div class="stack tight" role="status">
      <p class="standing-title">{title}</p>
      {children}
    </div>
  </section>
);
