import { useState } from "preact/hooks";
import { unlockDetails } from "../../api/public";
import type { PublicDetails } from "../../api/types";
import { Button } from "../../ui/button";
import { Facts } from "../../ui/facts";
import { TextField } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { ProblemBanner } from "../../ui/notices";
import { fullPlace, weight } from "../../ui/places";
import { dateAndTime } from "../../ui/time";
import { useSubmission } from "../../ui/use-submission";
import { parcel as text } from "./strings";

/** The postcode challenge, and what it opens. */
export function Details({ token }: { token: string }) {
  const [details, setDetails] = useState<PublicDetails | null>(null);
  return (
    <section class="card stack" aria-labelledby="details">
      <h2 id="details" class="row">
        <Icon name="lock" />
        {text.detailsTitle}
      </h2>
      <div role="status">{details && <Facts facts={factsOf(details)} none={text.noDetails} />}</div>
      {!details && <Challenge token={token} onOpen={setDetails} />}
    </section>
  );
}

function Challenge({ token, onOpen }: { token: string; onOpen: (details: PublicDetails) => void }) {
  const [postcode, setPostcode] = useState("");
  const { submit, busy, problem } = useSubmission((typed: string) => unlockDetails(token, typed));
  const wrong = problem?.status === 403;
  const send = async (event: Event) => {
    event.preventDefault();
    const details = await submit(postcode.trim());
    if (details) onOpen(details);
  };
  return (
    <form class="stack" onSubmit={send}>
      <p class="soft">{text.detailsLead}</p>
      <div class="challenge">
        <TextField
          label={text.postcode}
          autoComplete="postal-code"
          required
          maxLength={20}
          value={postcode}
          onInput={(event) => setPostcode(event.currentTarget.value)}
          errors={wrong ? [text.wrongPostcode] : undefined}
        />
        <Button type="submit" icon="lock" busy={busy}>
          {text.unlock}
        </Button>
      </div>
      <ProblemBanner problem={wrong ? null : problem} />
    </form>
  );
}

function factsOf(details: PublicDetails): [string, string | null | undefined][] {
  const proof = details.proof_of_delivery;
  return [
    [text.receivedBy, proof?.received_by],
    [text.receivedAt, proof?.at && dateAndTime(new Date(proof.at))],
    [text.note, proof?.note],
    [text.from, fullPlace(details.origin)],
    [text.to, fullPlace(details.destination)],
    [text.reference, details.reference],
    [text.pieces, details.pieces?.toString()],
    [text.weight, details.weight_grams ? weight(details.weight_grams) : null],
  ];
}
