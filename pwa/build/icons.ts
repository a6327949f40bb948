import { readFileSync } from "node:fs";
import sharp from "sharp";
import type { Plugin } from "vite";

const source = new URL("../public/icon.svg", import.meta.url);
const ground = "#1d3fd1";

/** Drawn on a 24 by 24 grid like the icons of src/ui/icons.tsx. */
const shortcuts = {
  scan: "M3.5 8V4.5H8M16 4.5h4.5V8M20.5 16v3.5H16M8 19.5H3.5V16M8 9v6M12 9v6M16 9v6",
  add: "M12 5v14M5 12h14",
  update: "M4 20l1-4L16 5l3 3L8 19zM14 7l3 3",
};

/** The bitmap icons that systems insist on, made at build time from the one SVG. */
export function icons(): Plugin {
  return {
    name: "edge-icons",
    apply: "build",
    async generateBundle() {
      const svg = readFileSync(source, "utf8");
      const emit = async (name: string, bytes: Promise<Buffer>) =>
        this.emitFile({ type: "asset", fileName: `icons/${name}.png`, source: await bytes });
      await Promise.all([
        emit("icon-192", plain(svg, 192)),
        emit("icon-512", plain(svg, 512)),
        emit("maskable-512", filled(svg, 512)),
        emit("apple-touch-180", filled(svg, 180)),
        emit("monochrome-512", plain(inOneColour(svg), 512)),
        ...Object.entries(shortcuts).map(([name, path]) => emit(`${name}-96`, plain(onDisc(path), 96))),
      ]);
    },
  };
}

const draw = (svg: string) => sharp(Buffer.from(svg), { density: 600 });

const plain = (svg: string, size: number) => draw(svg).resize(size, size).png().toBuffer();

/** A mask may cut everything outside the middle 80 %, so the drawing shrinks and its ground fills the square. */
function filled(svg: string, size: number): Promise<Buffer> {
  const margin = Math.round(size * 0.1);
  return draw(svg)
    .resize(size - 2 * margin, size - 2 * margin)
    .extend({ top: margin, bottom: margin, left: margin, right: margin, background: ground })
    .flatten({ background: ground })
    .png()
    .toBuffer();
}

/** Only the shape counts: the system paints it in a colour of its own, so the ground goes. */
const inOneColour = (svg: string) =>
  svg.replace(/<rect[^>]*\/>/, "").replaceAll(/(fill|stroke)="#[0-9a-f]+"/g, '$1="#fff"');

const onDisc = (path: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48"><circle cx="24" cy="24" r="24" fill="${ground}"/>` +
  `<path transform="translate(11 11) scale(1.0833)" d="${path}" fill="none" stroke="#fff" stroke-width="2" ` +
  `stroke-linecap="round" stroke-linejoin="round"/></svg>`;
