import { readFileSync } from "node:fs";
import type { Plugin } from "vite";

const packages = new URL("../../node_modules/", import.meta.url);

/** What is handed on to browsers; each of their licences asks for its text to go along. */
const shipped = ["preact", "idb", "workbox-core", "@fontsource-variable/figtree", "zxing-wasm"].map(
  (name) => [name, `${name}/LICENSE`] as const,
);
/** Under the Apache License 2.0, of which the package that holds it has no copy; this one does. */
const inside = ["zxing-cpp, compiled into zxing-wasm", "typescript/LICENSE.txt"] as const;

export function licences(): Plugin {
  return {
    name: "edge-licences",
    apply: "build",
    generateBundle() {
      const texts = [...shipped, inside].map(
        ([name, file]) => `${name}\n\n${readFileSync(new URL(file, packages), "utf8").trim()}\n`,
      );
      this.emitFile({ type: "asset", fileName: "licences.txt", source: texts.join("\n---\n\n") });
    },
  };
}
