import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { type Camera, type CameraFault, faultOf, openCamera } from "./camera";

type Standing = "starting" | "running" | CameraFault;

/** The camera's picture in a video element while the page is in sight; a hidden page lets the camera go. */
export function useCamera(video: RefObject<HTMLVideoElement | null>) {
  const [standing, setStanding] = useState<Standing>("starting");
  const [torch, setTorch] = useState<Camera["torch"]>(null);
  const [round, setRound] = useState(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another round opens the camera anew.
  useEffect(() => {
    let camera: Camera | null = null;
    let isOver = false;
    const open = async () => {
      setStanding("starting");
      try {
        const opened = await openCamera();
        if (isOver || document.hidden) return opened.stop();
        camera = opened;
        opened.stream.getVideoTracks()[0]?.addEventListener("ended", () => !isOver && setStanding("busy"));
        setTorch(() => opened.torch);
        if (!video.current) return;
        video.current.srcObject = opened.stream;
        await video.current.play();
        if (!isOver) setStanding("running");
      } catch (error) {
        camera?.stop();
        camera = null;
        if (!isOver) setStanding(faultOf(error));
      }
    };
    const onSight = () => {
      if (!document.hidden) return void (camera ?? open());
      camera?.stop();
      camera = null;
    };
    onSight();
    document.addEventListener("visibilitychange", onSight);
    return () => {
      isOver = true;
      camera?.stop();
      document.removeEventListener("visibilitychange", onSight);
    };
  }, [round]);

  return { standing, torch, retry: () => setRound((old) => old + 1) };
}
