import { prepareZXingModule, type ReaderOptions, readBarcodes } from "zxing-wasm/reader";

export interface ToDecode {
  id: number;
  wasmUrl: string;
  /** RGBA. */
  data: Uint8ClampedArray<ArrayBuffer>;
  width: number;
  height: number;
}

/** Without texts: the library could not be loaded. */
export interface Decoded {
  id: number;
  texts?: string[];
}

const options: ReaderOptions = {
  formats: ["Code128", "Code39", "ITF", "EAN13", "EAN8", "UPCA", "UPCE", "QRCode", "DataMatrix", "PDF417"],
  maxNumberOfSymbols: 8,
  tryInvert: false,
  // What the code holds, as the browser's own reader gives it, without brackets around the fields.
  textMode: "Plain",
};

let ready: Promise<unknown> | undefined;

/** Stored and sent as one gzip file, unpacked here: the executable holds it once, in its smallest form. */
async function load(url: string): Promise<void> {
  const packed = await fetch(url);
  if (!packed.ok || !packed.body) throw new Error(`${packed.status}`);
  const wasmBinary = await new Response(
    packed.body.pipeThrough(new DecompressionStream("gzip")),
  ).arrayBuffer();
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
}

const decode = async ({ id, wasmUrl, data, width, height }: ToDecode): Promise<Decoded> => {
  try {
    ready ??= load(wasmUrl);
    await ready;
    const found = await readBarcodes(new ImageData(data, width, height), options);
    return { id, texts: found.map(({ text }) => text) };
  } catch {
    // The next picture tries to load it again: there may be a connection by then.
    ready = undefined;
    return { id };
  }
};

addEventListener("message", async ({ data }: MessageEvent<ToDecode>) => postMessage(await decode(data)));
