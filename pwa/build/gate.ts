import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import type { Plugin } from "vite";

/** Bytes over the wire, brotli: what the first visit loads before it shows a page (icons apart), and the worker. */
const budgets = { shell: 60_000, worker: 12_000 };

/** Pieces of addresses that common ad-block lists stop; the browser tests hold every request against them too. */
const blocked: string[] = JSON.parse(readFileSync(new URL("blocked.json", import.meta.url), "utf8"));

export const blockedPart = (address: string) => blocked.find((part) => address.toLowerCase().includes(part));

/** Stops a build that is too heavy for a phone, or whose files an ad blocker would take for something else. */
export function gate(): Plugin {
  let outDir = "";
  return {
    name: "edge-gate",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle: {
      order: "post",
      sequential: true,
      handler(error?: Error) {
        if (error) return;
        const names = readdirSync(outDir, { recursive: true }).map((name) => `/${name}`);
        for (const name of names) {
          const part = blockedPart(name);
          if (part) throw new Error(`${name}: ad blockers stop addresses with "${part}"`);
        }
        hold("shell", firstLoad(outDir));
        hold("worker", wireSize(outDir, "sw.js"));
      },
    },
  };
}

/** index.html, what it names, and the font of Latin text, which the style sheet asks for at once. */
function firstLoad(outDir: string): number {
  const html = readFileSync(join(outDir, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map((match) => match[1] ?? "");
  const font = readdirSync(join(outDir, "assets")).filter((name) => /-latin-wght-.*\.woff2$/.test(name));
  const files = [
    "index.html",
    "start.js",
    "app.webmanifest",
    ...named,
    ...font.map((name) => `assets/${name}`),
  ];
  return files.reduce((sum, file) => sum + wireSize(outDir, file), 0);
}

function wireSize(outDir: string, file: string): number {
  const bytes = readFileSync(join(outDir, file));
  if (file.endsWith(".woff2")) return bytes.length;
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length;
}

function hold(what: keyof typeof budgets, size: number): void {
  const line = `${what}: ${size} of ${budgets[what]} bytes`;
  if (size > budgets[what]) throw new Error(`${line}: over budget`);
  process.stdout.write(`${line}\n`);
}
