import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";
import { decoder } from "./build/decoder.ts";

const repository = fileURLToPath(new URL("..", import.meta.url));

export default defineConfig({
  root: repository,
  plugins: [decoder()],
  oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
  test: {
    include: ["tests/pwa/**/*.test.{ts,tsx}"],
    env: { TZ: "Europe/Berlin" },
    coverage: {
      provider: "v8",
      include: ["pwa/src/**/*.{ts,tsx}"],
      reporter: ["text-summary"],
      reportsDirectory: "artifacts/coverage/pwa",
    },
  },
});
