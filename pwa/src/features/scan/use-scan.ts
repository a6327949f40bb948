import type { RefObject } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { openReader, type Reader } from "./reader";

const between = 90;

/**
 * Reads the picture again and again while `active`, and gives each code to `onCode`. `failed` once the reader could not be loaded;
 * it is tried again all the while.
 */
export function useScan(
  video: RefObject<HTMLVideoElement | null>,
  active: boolean,
  onCodes: (texts: string[]) => void,
): { failed: boolean } {
  const [failed, setFailed] = useState(false);
  const told = useRef(onCodes);
  told.current = onCodes;
  useEffect(() => {
    if (!active) return;
    let isOver = false;
    let reader: Reader | undefined;
    const run = async () => {
      reader = await openReader();
      while (!isOver) {
        const pause = await readOnce(reader, video.current).then(
          (texts) => {
            setFailed(false);
            if (!isOver && texts.length > 0) told.current(texts);
            return between;
          },
          () => {
            if (!isOver) setFailed(true);
            return 3000;
          },
        );
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    };
    void run();
    return () => {
      isOver = true;
      reader?.close();
    };
  }, [active, video]);
  return { failed };
}

async function readOnce(reader: Reader, video: HTMLVideoElement | null): Promise<string[]> {
  if (!video || video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return [];
  return reader.read(video);
}

/** Reads the codes of one picture, such as a photo from the device. */
export async function readPhoto(file: Blob): Promise<string[]> {
  const [reader, picture] = await Promise.all([openReader(), createImageBitmap(file)]);
  try {
    return await reader.read(picture);
  } finally {
    reader.close();
    picture.close();
  }
}
