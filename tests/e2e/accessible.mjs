import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fitsWidth, violations } from "./axe.mjs";
import { desktop, openWindow, phone } from "./browser.mjs";
import { setScene } from "./scene.mjs";

/**
 * Has axe look at pages in every size and colour, one after the other in one window: a scene begins where the one before it ended.
 * @param {string} whose pages these are; each file has those of one, since files have a limit of time
 * @param {string[]} names of the parcels that are there
 * @param {Record<string, (page, scene) => Promise<unknown>>} scenes by what they show, how to get there
 * @returns the scene (`setScene`), empty until the tests begin
 */
export function noViolations(whose, names, scenes) {
  const scene = {};
  before(async () => Object.assign(scene, await setScene(...names)));
  after(() => scene.end?.());
  for (const [size, options] of Object.entries({ phone, desktop }))
    for (const colorScheme of ["light", "dark"])
      test(`No accessibility violations of ${whose} pages on a ${size}, ${colorScheme}`, async () => {
        const window = { ...options, colorScheme, reducedMotion: "reduce" };
        const { context, page, faults } = await openWindow(scene.browser, scene.edge.origin, window);
        for (const [name, enter] of Object.entries(scenes)) {
          await enter(page, scene);
          assert.deepEqual(await violations(page), [], name);
          assert.ok(await fitsWidth(page), `${name} scrolls sideways`);
        }
        await context.close();
        assert.deepEqual(faults, []);
      });
  return scene;
}
