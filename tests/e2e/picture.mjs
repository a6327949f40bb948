import sharp from "sharp";

const size = { width: 1600, height: 960 };

/** A wide window with a phone in front of it, on one ground. */
export async function composePicture(wide, narrow, target) {
  const back = await framed(wide, 1240, 775, 18);
  const front = await framed(narrow, 348, 753, 44);
  await sharp({ create: { ...size, channels: 3, background: "#dfe4f6" } })
    .composite([
      { input: shadow(80, 70, 1240, 775, 18), left: 0, top: 0 },
      { input: back, left: 80, top: 70 },
      { input: shadow(1180, 150, 348, 753, 44), left: 0, top: 0 },
      { input: front, left: 1180, top: 150 },
    ])
    .png({ palette: true, colours: 128, effort: 10 })
    .toFile(target);
}

async function framed(file, width, height, radius) {
  const corners = `<svg width="${width}" height="${height}"><rect width="${width}" height="${height}" rx="${radius}"/></svg>`;
  return sharp(file)
    .resize(width, height)
    .composite([{ input: Buffer.from(corners), blend: "dest-in" }])
    .png()
    .toBuffer();
}

const shadow = (x, y, width, height, radius) =>
  Buffer.from(
    `<svg width="${size.width}" height="${size.height}"><filter id="f"><feGaussianBlur stdDeviation="22"/></filter>` +
      `<rect x="${x}" y="${y + 18}" width="${width}" height="${height}" rx="${radius}" fill="#14205a" opacity="0.28" filter="url(#f)"/></svg>`,
  );
