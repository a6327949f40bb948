import { build } from "vite";

/** Bundles one script that the page does not import into one file of that name. */
export async function bundle(entry: string, outDir: string, name: string): Promise<void> {
  await build({
    configFile: false,
    publicDir: false,
    logLevel: "warn",
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir,
      emptyOutDir: false,
      target: ["chrome123", "firefox125", "safari17.5"],
      modulePreload: false,
      rolldownOptions: { input: entry, output: { format: "iife", entryFileNames: name } },
    },
  });
}
