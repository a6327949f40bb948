import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openWindow, signIn, workerServes } from "./browser.mjs";
import { allSent } from "./driver.mjs";
import { startEdge } from "./edge.mjs";
import { cameraShowing, labelPicture } from "./labels.mjs";
import { signedIn } from "./operator.mjs";

let folder;
let edge;
let browser;
let window;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "edge-camera-"));
  edge = await startEdge();
  const camera = await cameraShowing(join(folder, "labels.mjpeg"), [
    ["code128", "1Z999AA10123456784"],
    ["qrcode", "https://shop.example/order?parcel=RR123456785DE"],
    ["interleaved2of5", "09445440654321"],
  ]);
  browser = await launch(...camera);
});

after(async () => {
  await browser?.close();
  await edge?.stop();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  window = await openWindow(browser, edge.origin);
});

afterEach(async () => {
  await window.context.close();
  assert.deepEqual(window.faults, []);
});

const scanned = (page, number) => page.getByRole("listitem").filter({ hasText: number }).waitFor();

/** Waits until the device has what reads barcodes: two files, of which the worker keeps copies. */
async function readerIsKept(page) {
  const count = () => page.evaluate(async () => (await (await caches.open("edge-decoder")).keys()).length);
  for (let tries = 0; (await count()) < 2; tries++) {
    assert.ok(tries < 100, "the reader was not kept in ten seconds");
    await page.waitForTimeout(100);
  }
}

test("A driver without a network scans parcels, and every scan arrives once", async () => {
  const { page, context } = window;
  await context.grantPermissions(["camera"]);
  const operator = await signedIn(edge);
  const numbers = ["1Z999AA10123456784", "RR123456785DE", "09445440654321"];
  const shipments = [];
  for (const number of numbers)
    shipments.push(
      await operator.createShipment({ number, ...(number.startsWith("0") ? { carrier: "dpd" } : {}) }),
    );
  await signIn(page, edge);
  await workerServes(page);
  await page.reload();
  await readerIsKept(page);
  await context.setOffline(true);
  await page.goto("/scan");
  for (const number of numbers) await scanned(page, number);
  await page.getByRole("button", { name: "Update 3 parcels" }).click();
  await page.getByRole("heading", { level: 1, name: "Update parcels" }).waitFor();
  await page.getByText("In the van", { exact: true }).click();
  await page.getByRole("button", { name: "Update 3 parcels" }).click();
  await page.getByText("3 updates are in the outbox.").waitFor();
  await page.getByRole("link", { name: "Look at it" }).click();
  await page.getByText("3 updates wait").waitFor();

  await context.setOffline(false);
  await allSent(page);
  for (const { id } of shipments) {
    const { items } = await operator.listEvents(id);
    assert.deepEqual(
      items.map(({ status, source }) => [status, source]),
      [["out_for_delivery", "device"]],
    );
  }
});

test("Somebody who waits for a parcel scans its label and adds it", async () => {
  const { page, context } = window;
  await context.grantPermissions(["camera"]);
  await page.goto("/add");
  await page.getByRole("link", { name: "Scan" }).last().click();
  await page.getByRole("heading", { level: 1, name: "Add parcels" }).waitFor({ timeout: 20_000 });
  const typed = await page.getByLabel("Tracking numbers").inputValue();
  assert.ok(["1Z999AA10123456784", "RR123456785DE", "09445440654321"].includes(typed), typed);
  assert.equal(new URL(page.url()).search, "");
});

test("The library reads every kind of code that stands on parcels", async () => {
  const { page } = window;
  await page.goto("/scan?for=add");
  await page.getByText("The camera is not allowed").waitFor();
  await page.getByLabel("Several in a row").check();
  for (const [bcid, text, number] of [
    ["code128", "1Z999AA10123456784"],
    ["code39", "RR123456785DE"],
    ["interleaved2of5", "09445440654321"],
    ["ean13", "4006381333931"],
    ["ean8", "96385074"],
    ["upca", "036000291452"],
    ["gs1-128", "(00)340123450000000017", "00340123450000000017"],
    ["qrcode", "https://shop.example/follow/1Z999AA10123456793", "1Z999AA10123456793"],
    ["datamatrix", "RR123456794DE"],
    ["pdf417", "JD014600003000000001"],
  ]) {
    const buffer = await labelPicture(bcid, text);
    await page
      .getByLabel("Read from a picture")
      .setInputFiles({ name: "label.jpg", mimeType: "image/jpeg", buffer });
    await scanned(page, number ?? text);
  }
  await page.getByText("10 parcels", { exact: true }).waitFor();
  await page.reload();
  await page.getByText("10 parcels", { exact: true }).waitFor();
});

test("Without a camera numbers are typed, and what is none is refused", async () => {
  const { page } = window;
  await page.goto("/scan");
  await page.getByText("The camera is not allowed").waitFor();
  await page.getByLabel("Tracking number").fill("hello");
  await page.keyboard.press("Enter");
  await page.getByLabel("Several in a row").check();
  await page.getByLabel("Tracking number").fill("1z 999 aa1 0123456784");
  await page.keyboard.press("Enter");
  await scanned(page, "1Z999AA10123456784");
  await page.getByRole("button", { name: "Take 1Z999AA10123456784 off the list" }).click();
  assert.equal(await page.getByRole("button", { name: "Add 1 parcel" }).count(), 0);
});
