import { listProofs, photoAddress } from "../../api/shipments";
import type { Proof } from "../../api/types";
import { Signature } from "../../ui/signature";
import { dateAndTime } from "../../ui/time";
import { useAnswer } from "../../ui/use-answer";
import { shipmentText as text } from "./strings";

/** Photos and signatures of a delivery; nothing where there are none. `round` as for the timeline. */
export function Proofs({ id, round }: { id: string; round: number }) {
  const answer = useAnswer(`${id} ${round}`, (signal) => listProofs(id, signal));
  const items = answer.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section class="card stack" aria-labelledby="proofs">
      <h2 id="proofs">{text.proofs}</h2>
      <ul class="proofs">
        {items.map((proof) => (
          <Shown key={proof.id} id={id} proof={proof} />
        ))}
      </ul>
    </section>
  );
}

function Shown({ id, proof }: { id: string; proof: Proof }) {
  const when = dateAndTime(new Date(proof.at));
  return (
    <li>
      <figure class="stack tight">
        {proof.photo_type && (
          <img src={photoAddress(id, proof.id)} alt={text.proofAlt(when)} loading="lazy" decoding="async" />
        )}
        {proof.signature && <Signature strokes={proof.signature} />}
        <figcaption class="small soft">
          {[when, proof.location?.lat && `${proof.location.lat}, ${proof.location.lon}`]
            .filter(Boolean)
            .join(" · ")}
        </figcaption>
      </figure>
    </li>
  );
}
