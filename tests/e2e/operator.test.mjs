import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { openWindow, signIn, workerServes } from "./browser.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;
let window;

before(async () => {
  scene = await setScene();
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

async function createShipment(page, number) {
  await page.goto("/operator/new");
  await page.getByLabel("Tracking number").fill(number);
  await page.getByRole("group", { name: "Destination" }).getByLabel("City").fill("Berlin");
  await page.getByRole("button", { name: "Create shipment" }).click();
  await page.getByRole("heading", { level: 1, name: number }).waitFor();
}

test("An operator signs in by link, creates a shipment, adds an event and edits", async () => {
  const { page } = window;
  await signIn(page, edge);
  await createShipment(page, "1Z999AA10123456784");

  await page.getByRole("button", { name: "Add event" }).click();
  const form = page.getByRole("form", { name: "Add event" });
  await form.getByLabel("Status").selectOption("out_for_delivery");
  await form.getByLabel("City").fill("Potsdam");
  await form.getByRole("button", { name: "Add event" }).click();
  await page.getByText("Event added.").waitFor();
  await page.getByText("Potsdam").waitFor();
  await page.getByText("This event makes the status").waitFor();

  await page.getByRole("button", { name: "Edit details" }).click();
  await page.getByLabel("Reference").fill("Order 77");
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Saved.").waitFor();
  await page.getByText("Order 77").waitFor();

  await page.goto("/operator");
  await page.getByLabel("Search").fill("Order 77");
  await page.waitForURL(/search=Order/);
  await page.getByRole("link", { name: /1Z999AA10123456784/ }).waitFor();
  await page.getByLabel("Status").selectOption("delivered");
  await page.getByText("Nothing fits").waitFor();
});

test("Archiving asks twice", async () => {
  const { page } = window;
  await signIn(page, edge);
  await createShipment(page, "1Z999AA10123456793");
  await page.getByRole("button", { name: "Archive" }).click();
  await page.getByRole("button", { name: "Press again to archive" }).click();
  await page.getByText(/^Archived /).waitFor();
});

test("A sign-in link works once", async () => {
  const { page } = window;
  const link = await edge.signInLink();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Shipments" }).waitFor();
  const second = await openWindow(browser, edge.origin);
  await second.page.goto(link);
  await second.page.getByRole("button", { name: "Sign in" }).click();
  await second.page.getByText(/has been used or is too old/).waitFor();
  await second.context.close();
});

test("An import reports the lines that are wrong, and goes through once they are repaired", async () => {
  const { page } = window;
  await signIn(page, edge);
  await page.goto("/operator/import");
  const send = async (text, button) => {
    await page
      .getByLabel("File")
      .setInputFiles({ name: "shipments.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
    await page.getByRole("button", { name: button }).click();
  };
  const header = "number,reference\n";
  await send(`${header}RR123456785DE,First\n,Second\n`, "Start import");
  await page.getByText(/Some lines were refused/).waitFor();
  await page.getByRole("cell", { name: "3", exact: true }).waitFor();

  await page.reload();
  await page.getByText(/Some lines were refused/).waitFor();
  await send(`${header}RR123456785DE,First\nRR123456794DE,Second\n`, "Send the repaired file");
  await page.getByText("Everything is in.").waitFor();
  await page.getByRole("link", { name: "To the shipments" }).click();
  await page.getByText("RR123456785DE").waitFor();
  await page.getByText("RR123456794DE").waitFor();
});

test("The import template is accepted as it is", async () => {
  const { page } = window;
  await signIn(page, edge);
  await page.goto("/operator/import");
  const downloading = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download a CSV template" }).click();
  await page.getByLabel("File").setInputFiles(await (await downloading).path().then(asCsv));
  await page.getByRole("button", { name: "Start import" }).click();
  await page.getByText("Everything is in.").waitFor();
});

test("What an operator has seen opens without a network, and is forgotten at sign-out", async () => {
  const { page, context } = window;
  await signIn(page, edge);
  await createShipment(page, "1Z999AA10123456802");
  const address = page.url();
  await workerServes(page);
  await page.reload();
  await page.getByText("Timeline").waitFor();

  await context.setOffline(true);
  await page.goto(address);
  await page.getByRole("heading", { level: 1, name: "1Z999AA10123456802" }).waitFor();
  await page
    .getByText(/Offline\. As of/)
    .first()
    .waitFor();

  await context.setOffline(false);
  await page.goto("/operator");
  await page.getByText("1Z999AA10123456802").waitFor();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { level: 1, name: "Your parcels" }).waitFor();
  await page.getByRole("navigation").getByRole("link", { name: "Sign in" }).waitFor();
  await context.setOffline(true);
  await page.goto(address);
  await page.getByRole("heading", { level: 1, name: "For operators" }).waitFor();
  assert.equal(await page.getByText("1Z999AA10123456802").count(), 0);
});

test("A new API key is shown once and can be revoked", async () => {
  const { page } = window;
  await signIn(page, edge);
  await page.goto("/operator/keys");
  await page.getByLabel("What is it for?").fill("Warehouse scanner");
  await page.getByRole("button", { name: "Create key" }).click();
  const secret = await page
    .getByText(/^edge_\w+$/)
    .first()
    .textContent();
  await page.reload();
  await page.getByText("Warehouse scanner").waitFor();
  assert.equal(await page.getByText(secret).count(), 0);
  await page.getByRole("link", { name: "Warehouse scanner" }).click();
  await page.getByRole("heading", { level: 1, name: "Warehouse scanner" }).waitFor();
  await page.getByRole("button", { name: "Make a new secret" }).click();
  await page.getByText(/The old secret goes on until/).waitFor();
  const rotated = await page
    .getByText(/^edge_\w+$/)
    .first()
    .textContent();
  assert.notEqual(rotated, secret);
  await page.getByText("Two secrets").waitFor();
  await page.getByRole("button", { name: "Revoke" }).click();
  await page.getByRole("button", { name: "Press again to revoke" }).click();
  await page.getByText("Revoked", { exact: true }).first().waitFor();
});

/** Browsers save downloads under a name of their own; the extension tells the app what the file is. */
async function asCsv(path) {
  const { readFile } = await import("node:fs/promises");
  return { name: "shipments.csv", mimeType: "text/csv", buffer: await readFile(path) };
}
