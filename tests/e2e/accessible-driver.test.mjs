import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fitsWidth, violations } from "./axe.mjs";
import { desktop, openWindow, phone, signIn } from "./browser.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;
let placed;

before(async () => {
  scene = await setScene("van");
  ({ edge, browser, placed } = scene);
});

after(() => scene?.end());

const scenes = {
  "the page without a connection": (page) => page.goto("/offline"),
  "the empty outbox": async (page) => {
    await signIn(page, edge);
    await page.goto("/outbox");
  },
  "the scan page without a camera": async (page) => {
    await page.goto("/scan");
    await page.getByText(/^(There is no camera here|The camera is not allowed)$/).waitFor();
    for (const number of [placed.van.number, "NOSUCH00001"]) {
      await page.getByLabel("Tracking number").fill(number);
      await page.keyboard.press("Enter");
    }
    await page.getByText("2 parcels", { exact: true }).waitFor();
  },
  "the hand-over page": async (page) => {
    await page.goto(`/operator/shipments/${placed.van.id}/proof`);
    await page.getByText("Sign here").waitFor();
  },
  "the update page": async (page) => {
    await page.goto("/operator/status");
    await page.getByLabel("Tracking numbers").fill(`${placed.van.number}\nNOSUCH00001`);
    await page.getByText("Delivered", { exact: true }).click();
  },
  "the update page with what it kept": async (page) => {
    await page.getByLabel("Tracking numbers").fill("NOSUCH00001");
    await page.getByRole("button", { name: "Update parcel" }).click();
    await page.getByText("1 update is in the outbox.").waitFor();
  },
  "the outbox with something to repair": async (page) => {
    await page.getByRole("link", { name: "Look at it" }).click();
    await page.getByRole("button", { name: "Send again" }).waitFor();
  },
  "the question before signing out": async (page) => {
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.getByRole("heading", { name: "Before you sign out" }).waitFor();
  },
};

for (const [size, options] of Object.entries({ phone, desktop }))
  for (const colorScheme of ["light", "dark"])
    test(`No accessibility violations of a driver's pages on a ${size}, ${colorScheme}`, async () => {
      const window = { ...options, colorScheme, reducedMotion: "reduce" };
      const { context, page, faults } = await openWindow(browser, edge.origin, window);
      for (const [name, enter] of Object.entries(scenes)) {
        await enter(page);
        assert.deepEqual(await violations(page), [], name);
        assert.ok(await fitsWidth(page), `${name} scrolls sideways`);
      }
      await context.close();
      assert.deepEqual(faults, []);
    });
