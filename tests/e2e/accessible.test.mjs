import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fitsWidth, violations } from "./axe.mjs";
import { addParcels, desktop, openWindow, phone, signIn } from "./browser.mjs";
import { parcels, setScene } from "./scene.mjs";

let scene;
let edge;
let browser;
let placed;

before(async () => {
  scene = await setScene(...Object.keys(parcels));
  ({ edge, browser, placed } = scene);
});

after(() => scene?.end());

const scenes = {
  "the empty list": async (page) => {
    await page.goto("/");
    await page.getByText("Nothing on its way?").waitFor();
  },
  "the add page": async (page) => {
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
  "the results of adding": (page) =>
    addParcels(page, [placed.van.number, placed.pickup.number, placed.arrived.number], "10115"),
  "the list": async (page) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Out for delivery" }).waitFor();
  },
  ...Object.fromEntries(
    Object.keys(parcels).map((name) => [
      `the parcel ${name}`,
      async (page) => {
        await page.goto(`/s/${placed[name].token}`);
        await page.getByText("Why this status?").click();
      },
    ]),
  ),
  "the sign-in page": (page) => page.goto("/sign-in"),
  "the page for unknown addresses": (page) => page.goto("/no/such/page"),
  "the list of shipments": async (page) => {
    await signIn(page, edge);
    await page.getByText(placed.van.number).waitFor();
  },
  "a shipment": async (page) => {
    await page.goto(`/operator/shipments/${placed.van.id}`);
    await page.getByText("Timeline").waitFor();
  },
  "the event form": async (page) => {
    await page.getByRole("button", { name: "Add event" }).click();
  },
  "the edit form": async (page) => {
    await page.getByRole("button", { name: "Edit details" }).click();
  },
  "the new shipment page": (page) => page.goto("/operator/new"),
  "the import page": async (page) => {
    await page.goto("/operator/import");
    const buffer = Buffer.from("number,reference\n,No number\n");
    await page.getByLabel("File").setInputFiles({ name: "bad.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Start import" }).click();
    await page.getByText(/Some lines were refused/).waitFor();
  },
  "the keys page": (page) => page.goto("/operator/keys"),
  "the API reference": async (page) => {
    await page.goto("/docs");
    await page.getByLabel("Contents").getByText("Shipments: contents").click();
    await page.getByRole("link", { name: "Create shipment" }).click();
  },
  "the page of more": (page) => page.goto("/operator/more"),
  "the users page with a link": async (page) => {
    await page.goto("/operator/users");
    const add = page.getByRole("form", { name: "Add user" });
    await add.getByLabel("Name").fill("Ada Example");
    await add.getByRole("button", { name: "Add user" }).click();
    await page.getByText("It is never shown again.").waitFor();
    await page.locator("details").first().click();
  },
  "the roles page": async (page) => {
    await page.goto("/operator/roles");
    await page.getByRole("heading", { name: "Administrator" }).waitFor();
  },
  "the organisations page": async (page) => {
    await page.goto("/operator/organisations");
    await page.locator("details").first().click();
  },
  "the list of problems": (page) => page.goto("/docs/problems"),
};

for (const [size, options] of [
  ["phone", phone],
  ["desktop", desktop],
])
  for (const colorScheme of ["light", "dark"])
    test(`No accessibility violations on a ${size}, ${colorScheme}`, async () => {
      const { context, page, faults } = await openWindow(browser, edge.origin, {
        ...options,
        colorScheme,
        reducedMotion: "reduce",
      });
      for (const [name, enter] of Object.entries(scenes)) {
        await enter(page);
        assert.deepEqual(await violations(page), [], name);
        assert.ok(await fitsWidth(page), `${name} scrolls sideways`);
      }
      await context.close();
      assert.deepEqual(faults, []);
    });

test("The focus goes to the heading of the page that a link opens", async () => {
  const { context, page } = await openWindow(browser, edge.origin);
  await page.goto("/");
  await page.getByRole("navigation").getByRole("link", { name: "Add" }).click();
  await page.getByRole("heading", { name: "Add parcels" }).waitFor();
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Add parcels");
  assert.equal(await page.title(), "Add parcels · Edge");
  await context.close();
});

test("The chosen colours outlive a reload", async () => {
  const { context, page } = await openWindow(browser, edge.origin, { ...phone, colorScheme: "light" });
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
