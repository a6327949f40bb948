import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { injectManifest } from "workbox-build";
import { bundle } from "./bundle.ts";

const entry = fileURLToPath(new URL("../src/worker/sw.ts", import.meta.url));

/** Bundles src/worker into /sw.js once the page is written, and gives it the list of files to precache. */
export function serviceWorker(): Plugin {
  let outDir = "";
  return {
    name: "edge-service-worker",
    apply: "build",
    configResolved(config) {
      outDir = config.build.outDir;
    },
    closeBundle: {
      sequential: true,
      async handler(error?: Error) {
        if (error) return;
        const scratch = mkdtempSync(join(tmpdir(), "edge-sw-"));
        try {
          await bundle(entry, scratch, "sw.js");
          await inject(join(scratch, "sw.js"), outDir);
        } finally {
          rmSync(scratch, { recursive: true });
        }
      },
    },
  };
}

async function inject(swSrc: string, outDir: string): Promise<void> {
  const { warnings } = await injectManifest({
    swSrc,
    swDest: join(outDir, "sw.js"),
    globDirectory: outDir,
    globPatterns: [
      "index.html",
      "start.js",
      "assets/*.{js,css,woff2}",
      "app.webmanifest",
      "icon.svg",
      "icons/icon-192.png",
    ],
    // Most devices read barcodes themselves; the others keep the library when it is first needed.
    globIgnores: ["assets/decoder-*"],
    // Hashed names already change with their content.
    dontCacheBustURLsMatching: /^assets\//,
    // The shell is asked for as "/", the one address of it that every server answers without a redirect.
    manifestTransforms: [
      (entries) => ({
        manifest: entries.map((file) =>
          file.url === "index.html" ? { ...file, url: "/" } : { ...file, url: `/${file.url}` },
        ),
        warnings: [],
      }),
    ],
  });
  if (warnings.length > 0) throw new Error(warnings.join("\n"));
}
