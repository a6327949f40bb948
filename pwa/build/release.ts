import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { bundle } from "./bundle.ts";

const entry = fileURLToPath(new URL("../src/shell/start.ts", import.meta.url));
const place = '<meta name="edge-release" content="development" />';

/**
 * Names the release by what it is made of, in index.html and in version.json, which pages compare; and puts /start.js in front of
 * everything else, which heals a shell that does not start.
 */
export function release(): Plugin {
  let outDir = "";
  return {
    name: "edge-release",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle: {
      sequential: true,
      async handler(error?: Error) {
        if (error) return;
        await bundle(entry, outDir, "start.js");
        const name = nameOf(outDir);
        const page = join(outDir, "index.html");
        const html = readFileSync(page, "utf8");
        if (!html.includes(place)) throw new Error(`index.html has no ${place}`);
        const named = `<meta name="edge-release" content="${name}" />\n    <script src="/start.js"></script>`;
        writeFileSync(page, html.replace(place, named));
        writeFileSync(join(outDir, "version.json"), `${JSON.stringify({ release: name })}\n`);
      },
    },
  };
}

/** Equal files give equal names, whenever and wherever they are built. */
function nameOf(folder: string): string {
  const hash = createHash("sha256");
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash
      .update(`${file.slice(folder.length)}\0`)
      .update(readFileSync(file))
      .update("\0");
  return hash.digest("base64url").slice(0, 12);
}
