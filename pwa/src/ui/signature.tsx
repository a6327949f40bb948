import "./signature.css";
import { ui } from "./strings";

/** Strokes of a pen on a field of 1000 by 500. Only numbers reach the page: nothing that was sent is ever read as markup. */
export function Signature({ strokes }: { strokes: readonly (readonly number[])[] }) {
  return (
    <svg class="signature" viewBox="0 0 1000 500" role="img" aria-label={ui.signature}>
      {strokes.map((stroke, index) => (
        <polyline key={index} points={pointsOf(stroke)} />
      ))}
    </svg>
  );
}

/** A point alone is drawn as a very short line, which round ends make a dot. */
const pointsOf = (stroke: readonly number[]) =>
  (stroke.length === 2 ? [...stroke, (stroke[0] ?? 0) + 1, stroke[1] ?? 0] : stroke).map(Number).join(" ");
