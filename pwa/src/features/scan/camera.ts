/** Why there is no picture: not allowed, no camera, used by something else, or a browser or address without any. */
export type CameraFault = "denied" | "none" | "busy" | "unavailable";

export interface Camera {
  stream: MediaStream;
  /** Null where there is no lamp that a page may switch. */
  torch: ((on: boolean) => Promise<void>) | null;
  stop: () => void;
}

/** What browsers tell of a lamp, which the library of types does not know. */
type WithTorch = MediaTrackCapabilities & { torch?: boolean };

/** Opens the camera that looks away from the person, where there is one. */
export async function openCamera(): Promise<Camera> {
  if (!navigator.mediaDevices?.getUserMedia) throw new Error("unavailable" satisfies CameraFault);
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { facingMode: { ideal: "environment" }, width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  const [track] = stream.getVideoTracks();
  const can = track?.getCapabilities?.() as WithTorch | undefined;
  const torch = (on: boolean) =>
    track?.applyConstraints({ advanced: [{ torch: on } as MediaTrackConstraintSet] }) ?? Promise.resolve();
  return {
    stream,
    torch: can?.torch ? torch : null,
    stop: () => {
      for (const each of stream.getTracks()) each.stop();
    },
  };
}

export function faultOf(error: unknown): CameraFault {
  const name = error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "none";
  if (name === "NotReadableError" || name === "AbortError") return "busy";
  return "unavailable";
}
