import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { openWindow, signIn, workerServes } from "./browser.mjs";
import { signedIn } from "./operator.mjs";
import { setScene } from "./scene.mjs";
import { until } from "./until.mjs";

let scene;
let edge;
let browser;
let operator;
let window;

before(async () => {
  scene = await setScene();
  ({ edge, browser } = scene);
  operator = await signedIn(edge);
});

after(() => scene?.end());

beforeEach(async () => {
  window = await openWindow(browser, edge.origin);
});

afterEach(async () => {
  await window.context.close();
  assert.deepEqual(window.faults, []);
});

/** Waits until the device has a shipment, and knows that its working set is whole. */
const hasShipment = (page, id) =>
  until(async () => {
    const { shipment, state } = await page.evaluate(lookUp, id);
    return shipment && state;
  });

const hasItNoMore = (page, id) => until(async () => !(await page.evaluate(lookUp, id)).shipment);

const lookUp = (id) =>
  new Promise((resolve) => {
    const opening = indexedDB.open("edge");
    opening.onsuccess = () => {
      const reading = opening.result.transaction(["shipments", "states"]);
      const shipment = reading.objectStore("shipments").get(id);
      const state = reading.objectStore("states").get("working-set");
      reading.oncomplete = () => {
        opening.result.close();
        resolve({ shipment: shipment.result, state: state.result });
      };
    };
  });

async function enter(page, ...shipments) {
  await signIn(page, edge);
  await workerServes(page);
  await page.reload();
  for (const { id } of shipments) await hasShipment(page, id);
}

test("A page that was on its way while the first worker took over needs no second load", async () => {
  const { page, context } = window;
  const late = await context.newPage();
  let letIn;
  const mayPass = new Promise((resolve) => {
    letIn = resolve;
  });
  await late.route("**/add", (route) => mayPass.then(() => route.continue()));
  const arriving = late.goto("/add");
  await page.goto("/");
  await workerServes(page);
  letIn();
  await arriving;

  await workerServes(late);
});

test("Every page of an operator opens without a network", async () => {
  const { page, context } = window;
  const shipment = await operator.createShipment({ number: "OFFLINE0001", carrier: "other" });
  await enter(page, shipment);
  await context.setOffline(true);
  for (const [path, heading] of [
    ["/", "Your parcels"],
    ["/add", "Add parcels"],
    ["/scan", "Scan"],
    ["/offline", "Without a connection"],
    ["/outbox", "Outbox"],
    ["/operator", "Shipments"],
    ["/operator/status", "Update parcels"],
    ["/operator/new", "New shipment"],
    ["/operator/import", "Import shipments"],
    ["/operator/keys", "API keys"],
    ["/operator/more", "More"],
    ["/operator/users", "Users"],
    [`/operator/shipments/${shipment.id}`, "OFFLINE0001"],
    [`/operator/shipments/${shipment.id}/proof`, "Hand over"],
  ]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await page.reload();
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
    await page.getByText("You are offline").first().waitFor();
  }
});

test("Shipments that were never opened can be searched and opened without a network, with their age", async () => {
  const { page, context } = window;
  const open = await operator.createShipment({
    number: "UNSEEN00001",
    carrier: "other",
    reference: "Order 4711",
  });
  const done = await operator.createShipment({ number: "UNSEEN00002", carrier: "other" });
  await operator.appendEvent(done.id, { event_time: new Date().toISOString(), status: "delivered" });
  await enter(page, open);
  await context.setOffline(true);
  await page.goto("/operator?search=4711");
  await page.getByRole("link", { name: /UNSEEN00001/ }).click();
  await page.getByRole("heading", { level: 1, name: "UNSEEN00001" }).waitFor();
  await page
    .getByText(/Offline\. As of/)
    .first()
    .waitFor();
  await page.goto(`/operator/shipments/${done.id}`);
  await page.getByText("No connection").first().waitFor();
});

test("What was archived elsewhere leaves the device", async () => {
  const { page, context } = window;
  const shipment = await operator.createShipment({ number: "ARCHIVED001", carrier: "other" });
  await enter(page, shipment);
  await operator.archiveShipment(shipment.id);
  await page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await hasItNoMore(page, shipment.id);
  await context.setOffline(true);
  await page.goto("/operator?search=ARCHIVED001");
  await page.getByText("Nothing fits").waitFor();
});

test("The working set goes with the sign-out", async () => {
  const { page } = window;
  const shipment = await operator.createShipment({ number: "LEFTOVER001", carrier: "other" });
  await enter(page, shipment);
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { level: 1, name: "Your parcels" }).waitFor();
  await hasItNoMore(page, shipment.id);
});

test("The offline page says what works now, and how old it is", async () => {
  const { page, context } = window;
  const shipment = await operator.createShipment({ number: "LISTED00001", carrier: "other" });
  await enter(page, shipment);
  await context.setOffline(true);
  await page.getByRole("link", { name: "What works now" }).click();
  await page.getByText("You are offline", { exact: true }).waitFor();
  await page
    .getByRole("link", { name: /open shipments?/ })
    .getByText(/Offline\. As of/)
    .waitFor();
  await page.getByRole("link", { name: /Update parcels/ }).waitFor();
  await context.setOffline(false);
  await page.getByText("You are online").waitFor();
});
