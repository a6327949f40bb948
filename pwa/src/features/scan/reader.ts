import wasmUrl from "virtual:decoder";
import type { Decoded, ToDecode } from "./decoder-worker";
import workerUrl from "./decoder-worker?worker&url";

/** Reads all codes in a picture; what it cannot make out it leaves out. */
export interface Reader {
  read: (picture: Picture) => Promise<string[]>;
  close: () => void;
}

export type Picture = HTMLVideoElement | ImageBitmap;

/** The Shape Detection API, which the library of types does not know. */
interface Detector {
  detect: (picture: Picture) => Promise<{ rawValue: string }[]>;
}
interface DetectorClass {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats: () => Promise<string[]>;
}

/** What stands on the labels of carriers and in the mails of shops. */
const formats = [
  "code_128",
  "code_39",
  "itf",
  "ean_13",
  "ean_8",
  "upc_a",
  "upc_e",
  "qr_code",
  "data_matrix",
  "pdf417",
];

/** The browser's own reader, if it reads everything that ours does. */
async function ownDetector(): Promise<DetectorClass | null> {
  const own = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  const readable = await own?.getSupportedFormats().catch((): string[] => []);
  return own && readable && formats.every((format) => readable.includes(format)) ? own : null;
}

export async function openReader(): Promise<Reader> {
  const own = await ownDetector();
  if (!own) return libraryReader();
  const detector = new own({ formats });
  return {
    read: async (picture) => (await detector.detect(picture)).map(({ rawValue }) => rawValue),
    close: () => undefined,
  };
}

/** Has the worker keep the library, so that scanning works later without a network. Nothing to do where the browser reads itself. */
export async function keepReader(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker || (await ownDetector())) return;
  await serviceWorker.ready;
  if (!serviceWorker.controller)
    await new Promise((taken) => serviceWorker.addEventListener("controllerchange", taken, { once: true }));
  await Promise.all([fetch(workerUrl), fetch(wasmUrl)]).catch(() => undefined);
}

/** More than this adds work and no detail that a phone's camera would have in focus. */
const longestEdge = 1280;

/** The library in a thread of its own: the picture of the camera never stutters. */
function libraryReader(): Reader {
  const worker = new Worker(workerUrl, { type: "module" });
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  const answers = new Map<number, { done: (texts: string[]) => void; failed: (error: Error) => void }>();
  const fail = () => {
    for (const { failed } of answers.values()) failed(new Error("decoder"));
    answers.clear();
  };
  worker.addEventListener("message", ({ data }: MessageEvent<Decoded>) => {
    const answer = answers.get(data.id);
    answers.delete(data.id);
    if (data.texts) answer?.done(data.texts);
    else answer?.failed(new Error("decoder"));
  });
  worker.addEventListener("error", fail);
  let count = 0;
  return {
    read: (picture) => {
      const [width, height] =
        picture instanceof HTMLVideoElement
          ? [picture.videoWidth, picture.videoHeight]
          : [picture.width, picture.height];
      if (!pen || width === 0 || height === 0) return Promise.resolve([]);
      const scale = Math.min(1, longestEdge / Math.max(width, height));
      canvas.width = Math.round(width * scale);
      canvas.height = Math.round(height * scale);
      pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
      const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
      const id = count++;
      return new Promise((done, failed) => {
        answers.set(id, { done, failed });
        const work: ToDecode = { id, wasmUrl, data, width: canvas.width, height: canvas.height };
        worker.postMessage(work, [data.buffer]);
      });
    },
    close: () => {
      worker.terminate();
      fail();
    },
  };
}
