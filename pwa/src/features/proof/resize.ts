/** What the service takes at the most. */
export const photoBytes = 200_000;

/** From large and fine to small and coarse: the first that is small enough is taken. */
const tries: readonly (readonly [side: number, quality: number])[] = [
  [1600, 0.8],
  [1600, 0.6],
  [1280, 0.6],
  [1024, 0.55],
  [800, 0.5],
  [640, 0.4],
];

/**
 * A picture of a camera as a WebP of less than 200 kB (JPEG where the browser writes none), turned upright. Drawing it anew leaves
 * out what cameras write into pictures: place, time, owner. Throws for what is no picture.
 */
export async function resized(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  try {
    for (const [side, quality] of tries) {
      const canvas = drawn(picture, side);
      for (const type of ["image/webp", "image/jpeg"]) {
        const blob = await encoded(canvas, type, quality);
        // A browser that cannot write the type gives a PNG, of which the service knows nothing.
        if (blob?.type !== type) continue;
        if (blob.size < photoBytes) return blob;
        break;
      }
    }
  } finally {
    picture.close();
  }
  throw new Error("no size was small enough");
}

function drawn(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

const encoded = (canvas: HTMLCanvasElement, type: string, quality: number) =>
  new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
