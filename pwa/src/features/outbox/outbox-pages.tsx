import "./outbox.css";
import type { Params } from "../../ui/router";
import { DecidePage } from "./decide-page";
import { OutboxPage } from "./outbox-page";

/** The outbox, and the one item of it that somebody has to decide about. */
export function OutboxPages({ params }: { params: Params }) {
  return params.key ? <DecidePage itemKey={params.key} /> : <OutboxPage />;
}
