import { useEffect, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import type { NewsProps } from "../../ui/news";
import { Banner, Loading, ProblemBanner } from "../../ui/notices";
import { statusWord } from "../../ui/strings";
import { Choices, type Chosen, usual } from "./choices";
import { type Ability, ability } from "./device";
import { notify as text } from "./strings";
import { type NewsState, useSubscription } from "./use-subscription";

interface CardProps extends NewsProps {
  /** Somebody has pressed the button that this card takes the place of. */
  asked: boolean;
}

/** Notifications about a parcel, or about all shipments: what is told, or the choice of it. */
export function NewsCard({ parcel, asked }: CardProps) {
  const able = useAbility();
  return (
    <section class="card stack" aria-labelledby="news">
      <h2 id="news" class="row">
        <Icon name="bell" />
        {text.title}
      </h2>
      {able === "able" ? <News parcel={parcel} asked={asked} /> : <Unable why={able} />}
    </section>
  );
}

function Unable({ why }: { why: Exclude<Ability, "able"> }) {
  return (
    <Banner tone="care" icon="info">
      <p>{text[why]}</p>
    </Banner>
  );
}

/** Whoever changes it in the browser's settings comes back to a page that knows. */
function useAbility(): Ability {
  const [able, setAble] = useState(ability);
  useEffect(() => {
    const look = () => setAble(ability());
    addEventListener("focus", look);
    let status: PermissionStatus | undefined;
    void navigator.permissions?.query({ name: "notifications" }).then(
      (found) => {
        status = found;
        status.onchange = look;
      },
      () => undefined,
    );
    return () => {
      removeEventListener("focus", look);
      if (status) status.onchange = null;
    };
  }, []);
  return able;
}

function News({ parcel, asked }: CardProps) {
  const state = useSubscription(parcel);
  const [changing, setChanging] = useState(asked);
  const { chosen, busy, problem, note, settled } = state;
  const isShown = settled && changing;
  const save = async (next: Chosen) => {
    if (await state.save(next)) setChanging(false);
  };
  return (
    <>
      <div role="status">
        {chosen && !isShown && <Told chosen={chosen} />}
        {note && (
          <Banner tone="care" icon="info">
            <p>{text[note]}</p>
          </Banner>
        )}
      </div>
      <ProblemBanner problem={problem} />
      {!settled && <Loading />}
      {isShown && (
        <Choices
          lead={parcel ? text.lead : text.leadAll}
          before={chosen ?? { ...usual[parcel ? "parcel" : "shipments"], quiet: state.quiet }}
          submit={chosen ? text.save : text.turnOn}
          busy={busy}
          onSubmit={save}
          onCancel={() => setChanging(false)}
        />
      )}
      {settled && !isShown && <Ways state={state} onChange={() => setChanging(true)} />}
    </>
  );
}

function Told({ chosen }: { chosen: Chosen }) {
  const words = chosen.statuses.map((status) => statusWord[status]).join(", ");
  return (
    <p>
      {text.on(words)} {chosen.quiet && text.onQuiet(chosen.quiet.from, chosen.quiet.until)}
    </p>
  );
}

function Ways({ state, onChange }: { state: NewsState; onChange: () => void }) {
  return (
    <div class="row">
      <Button icon={state.chosen ? "pen" : "bell"} onClick={onChange}>
        {state.chosen ? text.change : text.turnOn}
      </Button>
      {state.chosen && (
        <Button icon="bin" busy={state.busy} onClick={state.stop}>
          {text.stop}
        </Button>
      )}
    </div>
  );
}
