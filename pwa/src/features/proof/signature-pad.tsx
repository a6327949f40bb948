import type { TargetedPointerEvent } from "preact";
import { useRef } from "preact/hooks";
import { Button } from "../../ui/button";
import { Signature } from "../../ui/signature";
import { proofText as text } from "./strings";

export type Strokes = number[][];

const numbersAtMost = 8000;
const strokesAtMost = 100;
/** A pen that has not gone this far (in thousandths of the width) draws nothing new. */
const step = 5;

interface SignaturePadProps {
  strokes: Strokes;
  onChange: (strokes: Strokes) => void;
}

/** A field to sign on. What is drawn is kept as points, not as a picture: small, sharp, and nothing but lines. */
export function SignaturePad({ strokes, onChange }: SignaturePadProps) {
  const drawing = useRef(false);
  const count = strokes.reduce((sum, stroke) => sum + stroke.length, 0);

  const pointOf = (event: TargetedPointerEvent<HTMLDivElement>): [number, number] => {
    const field = event.currentTarget.getBoundingClientRect();
    const within = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)));
    return [
      within(((event.clientX - field.left) / field.width) * 1000, 1000),
      within(((event.clientY - field.top) / field.height) * 500, 500),
    ];
  };
  const start = (event: TargetedPointerEvent<HTMLDivElement>) => {
    if (strokes.length >= strokesAtMost || count >= numbersAtMost) return;
    drawing.current = true;
    event.currentTarget.setPointerCapture?.(event.pointerId);
    onChange([...strokes, pointOf(event)]);
  };
  const move = (event: TargetedPointerEvent<HTMLDivElement>) => {
    const last = strokes.at(-1);
    if (!drawing.current || !last || count >= numbersAtMost) return;
    const [x, y] = pointOf(event);
    const [lastX = 0, lastY = 0] = last.slice(-2);
    if (Math.hypot(x - lastX, y - lastY) < step) return;
    onChange([...strokes.slice(0, -1), [...last, x, y]]);
  };
  const end = () => {
    drawing.current = false;
  };

  return (
    <div class="stack tight">
      <div class="row between">
        <h2>{text.signature}</h2>
        {strokes.length > 0 && (
          <Button look="quiet" icon="cross" onClick={() => onChange([])}>
            {text.clear}
          </Button>
        )}
      </div>
      <div
        class="signature-pad"
        data-unsaved={strokes.length > 0 ? "" : undefined}
        onPointerDown={start}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        {strokes.length > 0 ? (
          <Signature strokes={strokes} />
        ) : (
          <span class="soft">{text.signatureHint}</span>
        )}
      </div>
    </div>
  );
}
