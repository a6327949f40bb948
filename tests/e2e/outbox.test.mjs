import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import sharp from "sharp";
import { launchKept, openWindow, signIn, workerServes } from "./browser.mjs";
import { startProxy } from "./cutting-proxy.mjs";
import { allSent, isBatch, notesOf, openStatusPage, update } from "./driver.mjs";
import { signedIn } from "./operator.mjs";
import { setScene } from "./scene.mjs";
import { until } from "./until.mjs";

let scene;
let edge;
let browser;
let operator;
let proxy;
let window;

before(async () => {
  scene = await setScene();
  ({ edge, browser } = scene);
  operator = await signedIn(edge);
});

after(() => scene?.end());

beforeEach(async () => {
  proxy = await startProxy(edge.origin);
  window = await openWindow(browser, proxy.origin);
});

afterEach(async () => {
  await window.context.close();
  await proxy.stop();
  assert.deepEqual(window.faults, []);
});

const create = (number, more = {}) => operator.createShipment({ number, carrier: "other", ...more });

test("What was entered without a network waits in sight, and goes out when there is one", async () => {
  const { page, context } = window;
  const shipment = await create("WAITS00001");
  await openStatusPage(page, edge, proxy);
  await context.setOffline(true);
  await update(page, "In the van", [shipment.number], "from the basement");
  await page.getByText("1 update is in the outbox.").waitFor();
  await page.getByRole("link", { name: "Outbox, 1 waiting" }).click();
  await page.getByText("1 update waits").waitFor();
  await page.getByText(/^No connection\. They go out by themselves/).waitFor();
  await page.reload();
  await page.getByText("1 update waits").waitFor();

  await context.setOffline(false);
  await allSent(page);
  assert.deepEqual(await notesOf(operator, shipment), ["from the basement"]);
});

test("A browser that is killed while it sends loses nothing and sends nothing twice", async () => {
  const folder = await mkdtemp(join(tmpdir(), "edge-profile-"));
  const shipment = await create("KILLED00001");
  let reached;
  const sent = new Promise((resolve) => {
    reached = resolve;
  });
  // The service takes the first request and its answer never comes back.
  proxy.decide = (asked) => (isBatch(asked) ? "after" : null);
  proxy.seen = (asked) => isBatch(asked) && reached();
  try {
    const first = await launchKept(folder, proxy.origin);
    await openStatusPage(first.page, edge, proxy);
    await update(first.page, "In the van", [shipment.number], "one");
    await sent;
    await first.kill();

    proxy.decide = () => null;
    const second = await launchKept(folder, proxy.origin);
    try {
      // Cookies reach the disk later than what was entered: the crash may have ended the session.
      await signIn(second.page, edge, proxy.origin);
      await second.page.goto("/outbox");
      await allSent(second.page);
    } finally {
      await second.context.close();
    }
    assert.deepEqual(await notesOf(operator, shipment), ["one"]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

test("Signing out asks first, keeps what waits, and the next sign-in sends it", async () => {
  const { page } = window;
  const shipment = await create("LEAVES0001");
  await openStatusPage(page, edge, proxy);
  proxy.decide = (asked) => (isBatch(asked) ? "refuse" : null);
  await update(page, "Picked up", [shipment.number], "kept");
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Before you sign out" }).waitFor();
  await page.getByRole("button", { name: "Sign out and keep them" }).click();
  await page.getByRole("heading", { level: 1, name: "Your parcels" }).waitFor();
  await page.getByRole("link", { name: "Outbox, 1 waiting" }).click();
  await page.getByText("1 update waits").waitFor();

  proxy.decide = () => null;
  await signIn(page, edge, proxy.origin);
  await page.goto("/outbox");
  await allSent(page);
  assert.deepEqual(await notesOf(operator, shipment), ["kept"]);
});

test("The worker sends by Background Sync after every page was closed", async () => {
  const { page, context } = window;
  const shipment = await create("SYNC000001");
  await openStatusPage(page, edge, proxy);
  proxy.decide = (asked) => (isBatch(asked) ? "refuse" : null);
  await update(page, "In the van", [shipment.number], "by the worker");
  // A file of the app, and no page of it: nothing but the worker is left that could send.
  await page.goto("/licences.txt");
  proxy.decide = () => null;
  // The service asked for a second of quiet.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  const session = await context.newCDPSession(page);
  const registered = new Promise((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0]);
    }),
  );
  await session.send("ServiceWorker.enable");
  const { registrationId } = await registered;
  const sync = { origin: proxy.origin, registrationId, tag: "edge-outbox", lastChance: false };
  await session.send("ServiceWorker.dispatchSyncEvent", sync);
  await until(async () => (await notesOf(operator, shipment)).length > 0);
  assert.deepEqual(await notesOf(operator, shipment), ["by the worker"]);
});

test("An update of the app finds the outbox as it was, and sends it", async () => {
  const { page } = window;
  const shipment = await create("UPDATE0001");
  await openStatusPage(page, edge, proxy);
  proxy.decide = (asked) => (isBatch(asked) ? "refuse" : null);
  for (let round = 0; round < 3; round++)
    await update(page, "On its way", [shipment.number], `round ${round}`);
  proxy.rewrite = (asked, { bytes }) =>
    asked.url === "/sw.js" ? Buffer.concat([bytes, Buffer.from("\n// the next release")]) : null;
  await page.evaluate(async () => (await navigator.serviceWorker.getRegistration()).update());
  await page.evaluate(() => Object.assign(globalThis, { isOld: true }));
  await page.getByRole("button", { name: "Use it now" }).click();
  await until(() => page.evaluate(() => !globalThis.isOld).catch(() => false));
  await page.goto("/outbox");
  await page.getByText("3 updates wait").waitFor();

  proxy.decide = () => null;
  await until(async () => {
    await page.evaluate(() => dispatchEvent(new Event("online")));
    return (await notesOf(operator, shipment)).length === 3;
  });
  await allSent(page);
  assert.deepEqual(await notesOf(operator, shipment), ["round 0", "round 1", "round 2"]);
});

test("A number of two shipments asks which one; a number of none can be corrected", async () => {
  const { page } = window;
  const [one, other] = [await create("TWICE00001"), await create("TWICE00001", { carrier: "dpd" })];
  const right = await create("RIGHT00001");
  await openStatusPage(page, edge, proxy);
  await update(page, "Picked up", ["TWICE00001", "WRONG00001"], "which");
  await page.goto("/outbox");
  await page.getByRole("heading", { name: /^Needs you/ }).waitFor();
  assert.equal(await page.getByRole("link", { name: "Decide" }).count(), 1);
  await page.getByRole("link", { name: "Decide" }).click();
  await page.getByRole("heading", { level: 1, name: "Which shipment?" }).waitFor();
  await page
    .getByRole("listitem")
    .filter({ hasText: "DPD" })
    .getByRole("button", { name: "This one" })
    .click();
  await page.getByLabel("Tracking number").fill("right 00001");
  await page.getByRole("button", { name: "Send again" }).click();
  await allSent(page);
  assert.deepEqual(await notesOf(operator, one), []);
  assert.deepEqual(await notesOf(operator, other), ["which"]);
  assert.deepEqual(await notesOf(operator, right), ["which"]);
});

test("A photo and a signature wait without a network, small enough, and prove the delivery afterwards", async () => {
  const { page, context } = window;
  const shipment = await create("PROVEN0001", { destination: { name: "Ada Example", city: "Berlin" } });
  await signIn(page, edge, proxy.origin);
  await workerServes(page);
  await page.goto(`/operator/shipments/${shipment.id}`);
  await page.getByRole("heading", { level: 1, name: shipment.number }).waitFor();
  await context.setOffline(true);
  await page.getByRole("link", { name: "Hand over" }).click();
  await page.getByRole("heading", { level: 1, name: "Hand over" }).waitFor();
  await page
    .getByLabel("Take a photo")
    .setInputFiles({ name: "door.jpg", mimeType: "image/jpeg", buffer: await noise() });
  await page.getByAltText("The photo that will be sent").waitFor();
  const pad = page.locator(".signature-pad");
  await pad.scrollIntoViewIfNeeded();
  const field = await pad.boundingBox();
  await page.mouse.move(field.x + 40, field.y + 60);
  await page.mouse.down();
  for (let at = 0; at < 10; at++) await page.mouse.move(field.x + 40 + at * 12, field.y + 60 + (at % 2) * 40);
  await page.mouse.up();
  await page.getByLabel("Received by").fill("A. Neighbour");
  await page.getByRole("button", { name: "Hand over" }).click();
  await page.getByText("2 updates of this shipment wait to be sent.").waitFor();

  await context.setOffline(false);
  await page.getByRole("heading", { name: "Proof of delivery" }).waitFor();
  await page.getByText("A. Neighbour").waitFor();
  const { items } = await operator.listProofs(shipment.id);
  assert.equal(items.length, 1);
  assert.equal(items[0].photo_type, "image/webp");
  assert.ok(items[0].photo_size > 10_000 && items[0].photo_size < 200_000, `${items[0].photo_size} bytes`);
  assert.equal(items[0].signature.length, 1);
  assert.equal((await operator.readShipment(shipment.id)).status, "delivered");
  await page.waitForFunction(() => document.querySelector(".proofs img")?.naturalWidth > 0);
});

/** Twelve megapixels in which nothing can be left out. */
const noise = () =>
  sharp({
    create: { width: 4000, height: 3000, channels: 3, noise: { type: "gaussian", mean: 128, sigma: 60 } },
  })
    .jpeg({ quality: 90 })
    .toBuffer();
