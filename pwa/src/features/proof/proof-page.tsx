import "./proof.css";
import { useState } from "preact/hooks";
import type { Shipment } from "../../api/types";
import type { NewItem } from "../../offline/outbox/item";
import { ownerOf } from "../../offline/outbox/owner";
import { readShipmentAnyhow } from "../../offline/shipments/read";
import { Button } from "../../ui/button";
import { useCaller } from "../../ui/caller";
import { TextField } from "../../ui/field";
import { nowWithOffset } from "../../ui/form-data";
import { Icon } from "../../ui/icons";
import { Banner, Empty, Freshness, Loading } from "../../ui/notices";
import { PageHeading } from "../../ui/page";
import { here } from "../../ui/position";
import { Link, navigate } from "../../ui/router";
import { queue } from "../../ui/sending";
import { useAnswer } from "../../ui/use-answer";
import { PhotoField } from "./photo-field";
import { SignaturePad, type Strokes } from "./signature-pad";
import { proofText as text } from "./strings";

export function ProofPage({ id }: { id: string }) {
  const answer = useAnswer(id, (signal) => readShipmentAnyhow(id, signal));
  return (
    <div class="stack narrow">
      <div class="row between">
        <Link href={`/operator/shipments/${id}`} class="back-link">
          <Icon name="left" size={18} />
          {text.back}
        </Link>
        <Freshness asOf={answer.asOf} stale={answer.stale} />
      </div>
      {answer.data ? (
        <HandOver shipment={answer.data} />
      ) : answer.loading ? (
        <Loading />
      ) : (
        <>
          <PageHeading title={text.missingTitle} />
          <Empty icon="box" title={text.missing}>
            <Button icon="refresh" onClick={answer.reload}>
              {text.back}
            </Button>
          </Empty>
        </>
      )}
    </div>
  );
}

function HandOver({ shipment }: { shipment: Shipment }) {
  const { me } = useCaller();
  const [photo, setPhoto] = useState<Blob | null>(null);
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [receivedBy, setReceivedBy] = useState("");
  const [withPlace, setWithPlace] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const isDelivered = shipment.status === "delivered";

  const submit = async (event: Event) => {
    event.preventDefault();
    const owner = me && ownerOf(me);
    if (busy || !owner) return;
    if (!photo && strokes.length === 0) return setFault(text.nothing);
    setBusy(true);
    setFault(null);
    const at = nowWithOffset();
    const location = withPlace ? await here() : undefined;
    const target = { number: shipment.number, shipmentId: shipment.id };
    const proof: NewItem = {
      owner,
      target,
      work: {
        kind: "proof",
        at,
        location,
        photoSize: photo?.size ?? 0,
        signature: strokes.length > 0 ? strokes : undefined,
      },
      photo: photo ? { type: photo.type, bytes: await photo.arrayBuffer() } : undefined,
    };
    const delivered: NewItem = {
      owner,
      target,
      work: {
        kind: "status",
        event: {
          event_time: at,
          precision: "second",
          status: "delivered",
          location,
          source: "user",
          proof_of_delivery: receivedBy.trim() ? { received_by: receivedBy.trim(), at } : undefined,
        },
      },
    };
    const kept = await queue(isDelivered ? [proof] : [delivered, proof]).catch(() => null);
    setBusy(false);
    if (!kept) return setFault(text.storageFailed);
    navigate(`/operator/shipments/${shipment.id}`, { replace: true });
  };

  return (
    <form class="stack" onSubmit={submit} noValidate>
      <PageHeading title={text.title} />
      <p>
        <span class="mono strong">{shipment.number}</span>{" "}
        <span class="soft">{shipment.destination?.name}</span>
      </p>
      <p class="soft">{text.lead}</p>
      <PhotoField photo={photo} onChange={setPhoto} />
      <SignaturePad strokes={strokes} onChange={setStrokes} />
      {!isDelivered && (
        <TextField
          label={text.receivedBy}
          optional
          maxLength={200}
          value={receivedBy}
          onInput={(event) => setReceivedBy(event.currentTarget.value)}
        />
      )}
      <label class="check">
        <input
          type="checkbox"
          checked={withPlace}
          onChange={(event) => setWithPlace(event.currentTarget.checked)}
        />
        {text.place}
      </label>
      <div role="alert">
        {fault && (
          <Banner tone="fault" icon="alert">
            <p>{fault}</p>
          </Banner>
        )}
      </div>
      <div class="foot">
        <Button type="submit" look="primary" wide icon="check" busy={busy}>
          {isDelivered ? text.submitProof : text.submit}
        </Button>
      </div>
    </form>
  );
}
