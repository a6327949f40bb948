import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { addParcels, openWindow, signIn } from "./browser.mjs";
import { signedIn } from "./operator.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;
let window;

before(async () => {
  scene = await setScene("van", "moving");
  ({ edge, browser } = scene);
});

after(() => scene?.end());

beforeEach(async () => {
  window = await openWindow(browser, edge.origin);
});

afterEach(async () => {
  await window.context.close();
  assert.deepEqual(window.faults, []);
});

const offer = (page) => page.getByText("Keep Edge on your home screen");

/** What Chromium does when an app can be installed; a private window never does. */
const browserOffers = (page, outcome) =>
  page.evaluate((answer) => {
    const event = new Event("beforeinstallprompt", { cancelable: true });
    event.prompt = async () => {
      globalThis.asked = (globalThis.asked ?? 0) + 1;
      return { outcome: answer };
    };
    dispatchEvent(event);
    return event.defaultPrevented;
  }, outcome);

test("Installing is offered once a parcel is followed, and never again after a no", async () => {
  const { page } = window;
  await page.goto("/");
  assert.equal(await browserOffers(page, "dismissed"), true);
  await page.getByText("Nothing on its way?").waitFor();
  assert.equal(await offer(page).count(), 0);
  await page.getByRole("link", { name: "Add parcels" }).click();
  await page.getByLabel("Tracking numbers").fill(scene.placed.van.number);
  await page.getByLabel("Postcode").fill("10115");
  await page.getByRole("button", { name: "Add parcel" }).click();
  await offer(page).waitFor();
  await page.getByRole("button", { name: "No, thanks" }).click();
  await offer(page).waitFor({ state: "detached" });
  await page.reload();
  await browserOffers(page, "accepted");
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await offer(page).count(), 0);
});

test("Installing is offered on a second visit, and the browser's own question is the answer", async () => {
  const { page } = window;
  await page.goto("/");
  await page.evaluate(() => localStorage.setItem("edge-visit-at", `${Date.now() - 3_600_000}`));
  await page.reload();
  await browserOffers(page, "dismissed");
  await page.getByRole("button", { name: "Install" }).click();
  await offer(page).waitFor({ state: "detached" });
  assert.equal(await page.evaluate(() => globalThis.asked), 1);
  await browserOffers(page, "accepted");
  assert.equal(await offer(page).count(), 0);
});

test("On an iPhone it says how, after the first parcel", async () => {
  const { page } = window;
  await page.addInitScript(() => Object.defineProperty(navigator, "standalone", { value: false }));
  await addParcels(page, [scene.placed.van.number], "10115");
  await page.getByText("Add to Home Screen").waitFor();
  await page.getByRole("button", { name: "Close" }).click();
  await page.reload();
  await page.getByRole("heading", { level: 1 }).waitFor();
  assert.equal(await offer(page).count(), 0);
});

test("News of followed parcels count on the icon until the list was looked at", async () => {
  const { page } = window;
  const operator = await signedIn(edge);
  await page.addInitScript(() => {
    globalThis.badge = [];
    navigator.setAppBadge = async (count) => globalThis.badge.push(count);
    navigator.clearAppBadge = async () => globalThis.badge.push(0);
  });
  await addParcels(page, [scene.placed.moving.number]);
  await operator.appendEvent(scene.placed.moving.id, {
    event_time: new Date().toISOString(),
    status: "out_for_delivery",
  });
  await page.goto("/");
  await page.getByRole("button", { name: "Check for news" }).click();
  await page.getByText("New", { exact: true }).waitFor({ timeout: 15_000 });
  await page.waitForFunction(() => globalThis.badge.includes(1));
  await page.waitForFunction(() => globalThis.badge.at(-1) === 0);
  // What was just seen stays marked while the list is open.
  assert.equal(await page.getByText("New", { exact: true }).count(), 1);
  await page.reload();
  await page.getByText("Out for delivery").first().waitFor();
  assert.equal(await page.getByText("New", { exact: true }).count(), 0);
});

test("What another app shares is looked through for numbers, also without a network", async () => {
  const { page, context } = window;
  await page.goto("/");
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.reload();
  await context.setOffline(true);
  const shared = "Good news! Your order 4711 was handed to UPS as 1Z 999 AA1 01 2345 6784, call 555-0100.";
  await page.goto(`/add?title=Your+order&text=${encodeURIComponent(shared)}`);
  await page.waitForFunction(() => document.querySelector("textarea")?.value === "1Z999AA10123456784");
  assert.equal(new URL(page.url()).search, "");
  await page.goto(`/add?url=${encodeURIComponent(`${edge.origin}/s/${scene.placed.van.token}`)}`);
  await page.waitForURL(`**/s/${scene.placed.van.token}`);
});

test("A file that the system opens with the app stands in the import's form", async () => {
  const { page } = window;
  await page.addInitScript(() => {
    const file = new File(["number,carrier\nOPENED00001,other\n"], "orders.csv", { type: "text/csv" });
    const launch = { files: [{ getFile: async () => file }] };
    const value = { setConsumer: (consumer) => consumer(launch) };
    Object.defineProperty(globalThis, "launchQueue", { value });
  });
  await signIn(page, edge);
  await page.goto("/operator/import");
  await page.waitForFunction(
    () => document.querySelector("input[type=file]")?.files[0]?.name === "orders.csv",
  );
  await page.getByRole("button", { name: "Start import" }).click();
  await page
    .getByRole("link", { name: /shipments/i })
    .last()
    .waitFor();
  await page.goto("/operator?search=OPENED00001");
  await page.getByRole("link", { name: /OPENED00001/ }).waitFor();
});
