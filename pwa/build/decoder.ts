import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const id = "virtual:decoder";
const devPath = "/decoder.gz";

/** The barcode library's WebAssembly as one gzip file under a hashed name; importing "virtual:decoder" gives its address. */
export function decoder(): Plugin {
  let isBuild = false;
  const packed = () => {
    const file = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
    const bytes = gzipSync(readFileSync(file), { level: 9 });
    // Gzip's header names the operating system that made it; 255 is "unknown" (RFC 1952), the same on every machine.
    bytes[9] = 255;
    return bytes;
  };
  return {
    name: "edge-decoder",
    configResolved(config) {
      isBuild = config.command === "build";
    },
    configureServer(server) {
      server.middlewares.use(devPath, (_, response) => response.end(packed()));
    },
    resolveId: (name) => (name === id ? `\0${id}` : null),
    load(name) {
      if (name !== `\0${id}`) return null;
      if (!isBuild) return `export default ${JSON.stringify(devPath)}`;
      const reference = this.emitFile({ type: "asset", name: "decoder.gz", source: packed() });
      return `export default import.meta.ROLLUP_FILE_URL_${reference}`;
    },
  };
}
