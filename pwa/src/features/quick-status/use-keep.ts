import { useState } from "preact/hooks";
import type { AppendEventRequest, Location } from "../../api/types";
import type { NewItem, Target } from "../../offline/outbox/item";
import { ownerOf } from "../../offline/outbox/owner";
import { useCaller } from "../../ui/caller";
import { nowWithOffset } from "../../ui/form-data";
import { noteEvent } from "../../ui/note";
import { queue } from "../../ui/sending";
import type { Known } from "../../ui/use-known";
import type { Choice } from "./quick-status-page";
import { quickText as text } from "./strings";

interface Entry {
  choice: Choice;
  numbers: readonly string[];
  known: Known;
  /** Those that a camera read. */
  scanned: readonly string[];
  note: string;
  receivedBy: string;
  place: Location | undefined;
  wantedPlace: boolean;
}

interface Said {
  words: string;
  failed: boolean;
  placeFailed: boolean;
}

/** Puts one update per number into the outbox and says so. */
export function useKeep() {
  const { me } = useCaller();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Said | null>(null);
  const keep = async (entry: Entry): Promise<boolean> => {
    const owner = me && ownerOf(me);
    if (!owner) return false;
    setBusy(true);
    const items = entry.numbers.map(
      (number): NewItem => ({
        owner,
        target: targetOf(number, entry.known),
        work: workOf(entry, entry.scanned.includes(number)),
      }),
    );
    const kept = await queue(items).catch(() => null);
    setBusy(false);
    setSaid({
      words: kept ? text.kept(kept.length) : text.storageFailed,
      failed: !kept,
      placeFailed: entry.wantedPlace && !entry.place,
    });
    return kept !== null;
  };
  return { keep, busy, said };
}

/** The one shipment with this number if the device knows it; where it knows two, the service asks which. */
function targetOf(number: string, known: Known): Target {
  const found = known.get(number) ?? [];
  return found.length === 1 ? { number, shipmentId: found[0]?.id } : { number };
}

function workOf({ choice, note, receivedBy, place }: Entry, isScan: boolean): NewItem["work"] {
  const time = nowWithOffset();
  const words = note.trim() || undefined;
  if (choice === "note") return { kind: "note", event: { ...noteEvent(words ?? "", time), location: place } };
  const event: AppendEventRequest = {
    event_time: time,
    precision: "second",
    status: choice,
    raw_text: words,
    location: place,
    source: isScan ? "device" : "user",
  };
  if (choice === "delivered" && receivedBy.trim())
    event.proof_of_delivery = { received_by: receivedBy.trim(), at: time };
  return { kind: isScan ? "scan" : "status", event };
}
