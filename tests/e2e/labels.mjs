import { writeFile } from "node:fs/promises";
import bwip from "bwip-js/node";
import sharp from "sharp";

const size = { width: 1280, height: 720 };
const matrix = ["qrcode", "datamatrix"];

/** A barcode as it stands on a label, as PNG. */
async function barcode(bcid, text) {
  const isMatrix = matrix.includes(bcid);
  const shape = isMatrix || bcid === "pdf417" ? {} : { height: 16 };
  const png = await bwip.toBuffer({ bcid, text, scale: 4, padding: 14, backgroundcolor: "FFFFFF", ...shape });
  return sharp(png)
    .resize({ width: isMatrix ? 300 : 640 })
    .png()
    .toBuffer();
}

/** What a camera would see: a label on a parcel, in the light of a cellar. */
export async function labelPicture(bcid, text) {
  const code = await barcode(bcid, text);
  const { width, height } = await sharp(code).metadata();
  const parcel = `<svg width="${size.width}" height="${size.height}"><rect width="100%" height="100%" fill="#9a7b55"/>
    <rect x="240" y="30" width="800" height="660" rx="6" fill="#fff"/>
    <g font-family="sans-serif" fill="#111"><text x="290" y="100" font-size="34" font-weight="bold">Ada Example</text>
    <text x="290" y="142" font-size="28">Example Street 1 · 10115 Berlin</text></g></svg>`;
  return sharp(Buffer.from(parcel))
    .composite([
      {
        input: code,
        left: Math.round((size.width - width) / 2),
        top: Math.round((size.height - height) / 2) + 30,
      },
    ])
    .modulate({ brightness: 0.75 })
    .jpeg({ quality: 85, chromaSubsampling: "4:2:0" })
    .toBuffer();
}

/** A film for Chromium's fake camera, two seconds for each label. Gives the arguments that make it the camera. */
export async function cameraShowing(file, labels) {
  const frames = [];
  for (const [bcid, text] of labels) frames.push(...Array(60).fill(await labelPicture(bcid, text)));
  await writeFile(file, Buffer.concat(frames));
  return ["--use-fake-device-for-media-stream", `--use-file-for-fake-video-capture=${file}`];
}
