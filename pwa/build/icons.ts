import { readFileSync } from "node:fs";
import sharp from "sharp";
import type { Plugin } from "vite";

const source = new URL("../public/icon.svg", import.meta.url);
const ground = "#1d3fd1";

/** The bitmap icons that systems insist on, made at build time from the one SVG. */
export function icons(): Plugin {
  return {
    name: "edge-icons",
    apply: "build",
    async generateBundle() {
      const svg = readFileSync(source);
      const plain = (size: number) => sharp(svg, { density: 600 }).resize(size, size).png().toBuffer();
      // A mask may cut everything outside the middle 80 %, so the drawing shrinks and its ground fills the square.
      const filled = (size: number) => {
        const margin = Math.round(size * 0.1);
        return sharp(svg, { density: 600 })
          .resize(size - 2 * margin, size - 2 * margin)
          .extend({ top: margin, bottom: margin, left: margin, right: margin, background: ground })
          .flatten({ background: ground })
          .png()
          .toBuffer();
      };
      const emit = async (fileName: string, bytes: Promise<Buffer>) =>
        this.emitFile({ type: "asset", fileName, source: await bytes });
      await Promise.all([
        emit("icons/icon-192.png", plain(192)),
        emit("icons/icon-512.png", plain(512)),
        emit("icons/maskable-512.png", filled(512)),
        emit("icons/apple-touch-180.png", filled(180)),
      ]);
    },
  };
}
