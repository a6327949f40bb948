import { useState } from "preact/hooks";
import { rotateApiKey } from "../../api/api-keys";
import type { ApiKey, IssuedApiKey } from "../../api/types";
import { Button } from "../../ui/button";
import { SelectField } from "../../ui/field";
import { FormReader } from "../../ui/form-data";
import { ProblemBanner } from "../../ui/notices";
import { dateAndTime } from "../../ui/time";
import { useSubmission } from "../../ui/use-submission";
import { Secret } from "./secret";
import { keys as text } from "./strings";

export function RotateKey({ apiKey, onRotated }: { apiKey: ApiKey; onRotated: (key: ApiKey) => void }) {
  const { submit, busy, problem } = useSubmission((overlap: number) =>
    rotateApiKey(apiKey.id, { overlap_seconds: overlap }),
  );
  const [issued, setIssued] = useState<IssuedApiKey | null>(null);
  const send = async (event: SubmitEvent) => {
    event.preventDefault();
    const overlap = new FormReader(event.currentTarget as HTMLFormElement).number("overlap") ?? 86_400;
    const rotated = await submit(overlap);
    if (!rotated) return;
    setIssued(rotated);
    onRotated(rotated.api_key);
  };
  const until = issued?.api_key.former_until;
  return (
    <form class="card stack" onSubmit={send} aria-labelledby="rotate">
      <h2 id="rotate">{text.rotate}</h2>
      <p class="small soft">{text.rotateLead}</p>
      <SelectField
        label={text.overlap}
        name="overlap"
        value="86400"
        choices={text.overlapOrder.map((seconds) => [seconds, text.overlaps[seconds] ?? seconds] as const)}
      />
      <ProblemBanner problem={problem} />
      <div>
        <Button type="submit" icon="refresh" busy={busy}>
          {text.rotateNow}
        </Button>
      </div>
      <Secret issued={issued} note={until ? text.rotated(dateAndTime(new Date(until))) : text.rotatedNow} />
    </form>
  );
}
