import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { desktop, phone } from "./browser.mjs";
import { repository } from "./edge.mjs";

export const folder = join(repository, "artifacts/screenshots");
await mkdir(folder, { recursive: true });

const windows = { "390x844": phone, "1280x800": desktop };

/** A zone in which it is early afternoon now, whenever the tests run: nobody delivers at night. */
const afternoon = () => {
  const ahead = ((13 - new Date().getUTCHours() + 36) % 24) - 12;
  return ahead === 0 ? "UTC" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
};

/**
 * Takes pictures of pages in every size and colour.
 * @param {string} whose pages these are
 * @param {(options) => Promise<{ context, page, faults }>} open a window
 * @param {(window: { context, page, shoot: (name: string) => Promise<void> }) => Promise<void>} visit the pages
 */
export function pictures(whose, open, visit) {
  for (const [size, options] of Object.entries(windows))
    for (const colorScheme of ["light", "dark"])
      test(`Pictures of ${whose} pages at ${size}, ${colorScheme}`, async () => {
        const { context, page, faults } = await open({ ...options, colorScheme, timezoneId: afternoon() });
        const shoot = async (name) => {
          await page.waitForLoadState("networkidle");
          await page.evaluate(() => document.fonts.ready);
          const path = join(folder, `${name}-${size}-${colorScheme}.png`);
          await page.screenshot({ path, animations: "disabled" });
        };
        await visit({ context, page, shoot });
        await context.close();
        assert.deepEqual(faults, []);
      });
}
