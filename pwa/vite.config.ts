import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { decoder } from "./build/decoder.ts";
import { gate } from "./build/gate.ts";
import { icons } from "./build/icons.ts";
import { licences } from "./build/licences.ts";
import { manifests } from "./build/manifest.ts";
import { release } from "./build/release.ts";
import { serviceWorker } from "./build/service-worker.ts";

const service = "http://localhost:8080";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  plugins: [decoder(), icons(), manifests(), licences(), release(), serviceWorker(), gate()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  build: {
    outDir: fileURLToPath(new URL("../artifacts/web", import.meta.url)),
    emptyOutDir: true,
    // light-dark() and CSS nesting are the newest things used: the spring of 2024.
    target: ["chrome123", "firefox125", "safari17.5"],
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  server: {
    proxy: Object.fromEntries(
      ["/api", "/openapi", "/docs", "/health", "^/s/[^/]+\\.json$", "^/s/[^/]+/details$"].map((path) => [
        path,
        service,
      ]),
    ),
  },
});
