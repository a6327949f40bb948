import { useState } from "preact/hooks";
import type { Problem } from "../../api/client";
import { Button } from "../../ui/button";
import { ProblemBanner } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { makePasskey } from "../../ui/passkey";
import { signInText as text } from "./strings";

export function OfferPasskey({ onDone }: { onDone: () => void }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const make = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await makePasskey();
    setBusy(false);
    if (answer?.ok || answer?.problem.slug === "passkey-exists") onDone();
    else setProblem(answer?.problem ?? null);
  };
  return (
    <div class="stack narrow">
      <PageHeading title={text.offerTitle} />
      <section class="card stack">
        <p>{text.offer}</p>
        <Button look="primary" wide icon="key" busy={busy} onClick={make}>
          {text.make}
        </Button>
        <Button look="quiet" wide onClick={onDone}>
          {text.notNow}
        </Button>
        <ProblemBanner problem={problem} />
      </section>
    </div>
  );
}
