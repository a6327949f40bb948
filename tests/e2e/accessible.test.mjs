import assert from "node:assert/strict";
import { test } from "node:test";
import { noViolations } from "./accessible.mjs";
import { addParcels, openWindow, phone } from "./browser.mjs";
import { parcels } from "./scene.mjs";

const scene = noViolations("everybody's", Object.keys(parcels), {
  "the empty list": async (page) => {
    await page.goto("/");
    await page.getByText("Nothing on its way?").waitFor();
  },
  "the add page": async (page, { placed }) => {
    await page.goto("/add");
    await page
      .getByLabel("Tracking numbers")
      .fill(`${placed.van.number}\n${placed.pickup.number}\n1Z999AA10123456789`);
  },
  "an error on the add page": async (page) => {
    await page.goto("/add");
    await page.getByRole("button", { name: /^Add/ }).click();
    await page.getByText("Type or paste at least one").waitFor();
  },
  "the results of adding": (page, { placed }) =>
    addParcels(page, [placed.van.number, placed.pickup.number, placed.arrived.number], "10115"),
  "the list": async (page) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Out for delivery" }).waitFor();
  },
  ...Object.fromEntries(
    Object.keys(parcels).map((name) => [
      `the parcel ${name}`,
      async (page, { placed }) => {
        await page.goto(`/s/${placed[name].token}`);
        await page.getByText("Why this status?").click();
      },
    ]),
  ),
  "the sign-in page": (page) => page.goto("/sign-in"),
  "the page for unknown addresses": (page) => page.goto("/no/such/page"),
  "the API reference": async (page) => {
    await page.goto("/docs");
    await page.getByLabel("Contents").getByText("Shipments: contents").click();
    await page.getByRole("link", { name: "Create shipment" }).click();
  },
  "the list of problems": (page) => page.goto("/docs/problems"),
});

test("The focus goes to the heading of the page that a link opens", async () => {
  const { context, page } = await openWindow(scene.browser, scene.edge.origin);
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Add" }).click();
  await page.getByRole("heading", { name: "Add parcels" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Add parcels");
  assert.equal(await page.title(), "Add parcels · Edge");
  await context.close();
});

test("The chosen colours outlive a reload", async () => {
  const { context, page } = await openWindow(scene.browser, scene.edge.origin, {
    ...phone,
    colorScheme: "light",
  });
  const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  await page.goto("/");
  const light = await ground();
  await page.getByRole("button", { name: "Colours: as the device" }).click();
  await page.getByRole("button", { name: "Colours: light" }).click();
  const dark = await ground();
  assert.notEqual(dark, light);
  await page.reload();
  await page.getByRole("button", { name: "Colours: dark" }).waitFor();
  assert.equal(await ground(), dark);
  await context.close();
});
