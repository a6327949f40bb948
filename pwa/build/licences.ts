import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Plugin } from "vite";

const require = createRequire(import.meta.url);
/** What is handed on to browsers; each of their licences asks for its text to go along. */
const shipped = ["preact", "idb", "workbox-core", "@fontsource-variable/figtree"];

export function licences(): Plugin {
  return {
    name: "edge-licences",
    apply: "build",
    generateBundle() {
      const texts = shipped.map((name) => {
        const folder = require.resolve(`${name}/package.json`).replace(/package\.json$/, "");
        return `${name}\n\n${readFileSync(`${folder}LICENSE`, "utf8").trim()}\n`;
      });
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join("\n---\n\n") });
    },
  };
}
