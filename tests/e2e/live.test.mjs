import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { openWindow, signIn, workerServes } from "./browser.mjs";
import { signedIn } from "./operator.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let operator;
let window;

before(async () => {
  scene = await setScene();
  ({ edge } = scene);
  operator = await signedIn(edge);
});

after(() => scene?.end());

beforeEach(async () => {
  window = await openWindow(scene.browser, edge.origin);
});

afterEach(async () => {
  await window.context.close();
  assert.deepEqual(window.faults, []);
});

let shipments = 0;
const create = () => operator.createShipment({ number: `LIVE000${++shipments}`, carrier: "other" });
const moves = (shipment, status, minute) =>
  operator.appendEvent(shipment.id, { event_time: `2026-03-02T09:0${minute}:00Z`, status });

/** Both ways: told by the worker's page and by one that no worker stands before. */
for (const serviceWorkers of ["allow", "block"])
  test(`An open parcel shows what happens as it happens (workers: ${serviceWorkers})`, async () => {
    const shipment = await create();
    const { context, page, faults } = await openWindow(scene.browser, edge.origin, { serviceWorkers });
    await page.goto(`/s/${shipment.token}`);
    if (serviceWorkers === "allow") {
      await workerServes(page);
      await page.reload();
    }
    await page.getByRole("heading", { name: "What happened" }).waitFor();
    await moves(shipment, "in_transit", 1);
    await page.getByRole("heading", { name: "On its way" }).waitFor({ timeout: 5_000 });
    await moves(shipment, "out_for_delivery", 2);
    await page.getByRole("heading", { name: "Out for delivery" }).waitFor({ timeout: 5_000 });
    await context.close();
    assert.deepEqual(faults, []);
  });

test("An operator's open page follows too", async () => {
  const { page } = window;
  const shipment = await create();
  await signIn(page, edge);
  await workerServes(page);
  await page.goto(`/operator/shipments/${shipment.id}`);
  const status = page.locator(".shipment-columns").getByText("On its way").first();
  await page.getByRole("heading", { name: shipment.number }).waitFor();
  await moves(shipment, "in_transit", 1);
  await status.waitFor({ timeout: 5_000 });
});

test("A page that nobody looks at listens no more, and catches up when somebody does", async () => {
  const { page } = window;
  const shipment = await create();
  const listening = page.waitForRequest((request) => request.url().endsWith("/live"));
  await page.goto(`/s/${shipment.token}`);
  await listening;
  const hide = (is) =>
    page.evaluate((hidden) => {
      Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }, is);
  await hide(true);
  await moves(shipment, "in_transit", 1);
  await page.waitForTimeout(1500);
  assert.equal(await page.getByRole("heading", { name: "On its way" }).count(), 0);
  await hide(false);
  await page.getByRole("heading", { name: "On its way" }).waitFor({ timeout: 5_000 });
});
