import { useState } from "preact/hooks";
import { unlockDetails, unlockProofs } from "../../api/public";
import type { PublicDetails, PublicProof } from "../../api/types";
import { Button } from "../../ui/button";
import { Facts } from "../../ui/facts";
import { TextField } from "../../ui/field";
import { Icon } from "../../ui/icons";
import { ProblemBanner } from "../../ui/notices";
import { fullPlace, weight } from "../../ui/places";
import { Signature } from "../../ui/signature";
import { dateAndTime } from "../../ui/time";
import { useSubmission } from "../../ui/use-submission";
import { parcel as text } from "./strings";

interface DetailsProps {
  token: string;
  /** Somebody took the parcel, so that there may be a proof of it. */
  delivered: boolean;
}

/** The postcode challenge, and what it opens. */
export function Details({ token, delivered }: DetailsProps) {
  const [details, setDetails] = useState<PublicDetails | null>(null);
  const [proofs, setProofs] = useState<readonly PublicProof[]>([]);
  const open = async (opened: PublicDetails, postcode: string) => {
    setDetails(opened);
    if (!delivered) return;
    const answer = await unlockProofs(token, postcode);
    if (answer.ok) setProofs(answer.data.items);
  };
  return (
    <section class="card stack" aria-labelledby="details">
      <h2 id="details" class="row">
        <Icon name="lock" />
        {text.detailsTitle}
      </h2>
      <div role="status">{details && <Facts facts={factsOf(details)} none={text.noDetails} />}</div>
      {proofs.map((proof) => (
        <ShownProof key={proof.at} proof={proof} />
      ))}
      {!details && <Challenge token={token} onOpen={open} />}
    </section>
  );
}

function ShownProof({ proof }: { proof: PublicProof }) {
  const when = dateAndTime(new Date(proof.at));
  return (
    <figure class="stack tight">
      {proof.photo && (
        <img class="proof" src={`data:${proof.photo_type};base64,${proof.photo}`} alt={text.proofAlt(when)} />
      )}
      {proof.signature && <Signature strokes={proof.signature} />}
      <figcaption class="small soft">{text.proof(when)}</figcaption>
    </figure>
  );
}

interface ChallengeProps {
  token: string;
  onOpen: (details: PublicDetails, postcode: string) => void;
}

function Challenge({ token, onOpen }: ChallengeProps) {
  const [postcode, setPostcode] = useState("");
  const { submit, busy, problem } = useSubmission((typed: string) => unlockDetails(token, typed));
  const wrong = problem?.status === 403;
  const send = async (event: Event) => {
    event.preventDefault();
    const details = await submit(postcode.trim());
    if (details) onOpen(details, postcode.trim());
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
