import { useState } from "preact/hooks";
import type { OutboxItem } from "../../offline/outbox/item";
import { discard } from "../../offline/outbox/outbox";
import { ownerOf } from "../../offline/outbox/owner";
import { Button, buttonClass } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { ConfirmButton } from "../../ui/confirm-button";
import { Banner, Empty, Loading } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { Link, navigate, usePlace } from "../../ui/router";
import { useSignOut } from "../../ui/sign-out";
import { useOutbox } from "../../ui/use-outbox";
import { Item } from "./item";
import { Standing } from "./standing";
import { outboxText as text } from "./strings";
import { nameOfOwner } from "./words";

const shownAtMost = 100;

export function OutboxPage() {
  const { me, may } = useCaller();
  const { query } = usePlace();
  const outbox = useOutbox();
  const owner = me && ownerOf(me);
  const items = outbox?.items ?? [];
  // Until somebody signs in, what waits is shown as it is: the person who did it may only have lost the session.
  const own = owner ? items.filter((item) => item.owner === owner) : items;
  const others = owner ? items.filter((item) => item.owner !== owner && item.state !== "done") : [];
  const unsent = own.filter(({ state }) => state !== "done");
  return (
    <div class="stack narrow">
      <PageHeading title={text.title} />
      {query.has("leaving") && owner && unsent.length > 0 && <Leaving count={unsent.length} />}
      {!outbox ? (
        <Loading />
      ) : own.length === 0 ? (
        <Empty icon="tray" title={text.emptyTitle}>
          <p>{text.empty}</p>
          {may("events:write") && (
            <Link href="/operator/status" class={buttonClass("primary")}>
              {text.toStatus}
            </Link>
          )}
        </Empty>
      ) : (
        <>
          <Standing items={own} sending={outbox.sending} />
          <Section items={own.filter(({ state }) => state === "needs-you")} state="needs-you" />
          <Section items={unsent.filter(({ state }) => state !== "needs-you")} state="waiting" />
          <Section items={own.filter(({ state }) => state === "done").reverse()} state="done" />
        </>
      )}
      <Others items={others} />
    </div>
  );
}

function Section({
  items,
  state,
}: {
  items: readonly OutboxItem[];
  state: "needs-you" | "waiting" | "done";
}) {
  if (items.length === 0) return null;
  return (
    <section class="stack tight" aria-labelledby={`outbox-${state}`}>
      <h2 id={`outbox-${state}`}>
        {text.sections[state]} <span class="count">{items.length}</span>
      </h2>
      <ul class="outbox-items">
        {items.slice(0, shownAtMost).map((item) => (
          <Item key={item.key} item={item} />
        ))}
      </ul>
      {items.length > shownAtMost && <p class="soft small">{text.more(items.length - shownAtMost)}</p>}
    </section>
  );
}

/** Signing out is not losing: it says what stays, and asks. */
function Leaving({ count }: { count: number }) {
  const { leave, busy, failed } = useSignOut();
  return (
    <section class="card stack" aria-label={text.leavingTitle}>
      <h2>{text.leavingTitle}</h2>
      <p>{text.leaving(count)}</p>
      <div class="row">
        <Button look="primary" onClick={() => navigate("/outbox", { replace: true })}>
          {text.stay}
        </Button>
        <Button icon="leave" busy={busy} onClick={leave}>
          {text.leaveAnyway}
        </Button>
      </div>
      <p role="alert" class="small outbox-fault">
        {failed && text.leaveFailed}
      </p>
    </section>
  );
}

function Others({ items }: { items: readonly OutboxItem[] }) {
  const [failed, setFailed] = useState(false);
  const owners = [...new Set(items.map(({ owner }) => owner))];
  return (
    <>
      {owners.map((owner) => {
        const theirs = items.filter((item) => item.owner === owner);
        const throwAway = async () => setFailed(!(await discard(theirs.map(({ key }) => key))));
        return (
          <Banner key={owner} tone="neutral" icon="person">
            <p>{text.others(theirs.length, nameOfOwner(owner))}</p>
            <p>
              <ConfirmButton
                icon="bin"
                confirm={text.othersDiscardConfirm}
                busy={failed}
                onConfirm={throwAway}
              >
                {text.discard}
              </ConfirmButton>
            </p>
          </Banner>
        );
      })}
    </>
  );
}
