import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icons";
import { scanText as text } from "./strings";
import { useCamera } from "./use-camera";
import { useScan } from "./use-scan";
import type { Said } from "./use-scanned";

/** What the camera sees, with a frame to aim with and a word on what was read. */
export function Viewfinder({ said, onCodes }: { said: Said | null; onCodes: (codes: string[]) => void }) {
  const video = useRef<HTMLVideoElement>(null);
  const { standing, torch, retry } = useCamera(video);
  const { failed } = useScan(video, standing === "running", onCodes);
  const isFault = standing !== "running" && standing !== "starting";
  return (
    <div class="viewfinder" data-standing={standing} data-verdict={said?.verdict}>
      <video
        ref={video}
        class="viewfinder-picture"
        aria-label={text.picture}
        muted
        playsInline
        hidden={isFault}
      />
      {!isFault && <span class="viewfinder-frame" aria-hidden="true" />}
      {torch && <Torch torch={torch} />}
      <div class="viewfinder-words" role="status">
        {isFault ? (
          <Fault standing={standing} onRetry={retry} />
        ) : (
          <p class="viewfinder-said" data-verdict={failed ? "fault" : said?.verdict}>
            {said && <Icon name={said.verdict === "new" ? "check" : "info"} size={20} />}
            {failed ? text.noReader : (said?.words ?? (standing === "starting" ? text.starting : text.aim))}
          </p>
        )}
      </div>
    </div>
  );
}

function Torch({ torch }: { torch: (on: boolean) => Promise<void> }) {
  const [on, setOn] = useState(false);
  // Another picture starts with the lamp off.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera changed.
  useEffect(() => setOn(false), [torch]);
  const change = () =>
    torch(!on).then(
      () => setOn(!on),
      () => undefined,
    );
  return (
    <button type="button" class="viewfinder-torch" aria-pressed={on} onClick={change}>
      <Icon name="light" size={24} />
      <span class="visually-hidden">{on ? text.torch.on : text.torch.off}</span>
    </button>
  );
}

function Fault({ standing, onRetry }: { standing: keyof typeof text.faults; onRetry: () => void }) {
  const [title, more] = text.faults[standing];
  return (
    <div class="viewfinder-fault">
      <Icon name="camera" size={40} />
      <p class="strong">{title}</p>
      <p class="small">{more}</p>
      {standing !== "unavailable" && (
        <Button icon="refresh" onClick={onRetry}>
          {text.retry}
        </Button>
      )}
    </div>
  );
}
