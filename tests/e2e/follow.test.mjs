import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { addParcels, openWindow, workerServes } from "./browser.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;
let van;
let pickup;
let window;

before(async () => {
  scene = await setScene("van", "pickup");
  ({ edge, browser } = scene);
  ({ van, pickup } = scene.placed);
});

after(() => scene?.end());

beforeEach(async () => {
  window = await openWindow(browser, edge.origin);
});

afterEach(async () => {
  await window.context.close();
  assert.deepEqual(window.faults, []);
});

test("A followed parcel is still there, with its age, after a reload without a network", async () => {
  const { page, context } = window;
  await addParcels(page, [van.number], "10115");
  await page.getByRole("link", { name: "Open" }).click();
  await page.getByRole("heading", { name: "Out for delivery" }).waitFor();
  await page.getByText("As of just now").waitFor();
  await workerServes(page);

  await context.setOffline(true);
  await page.reload();
  await page.getByRole("heading", { name: "Out for delivery" }).waitFor();
  await page.getByText(/Offline\. As of/).waitFor();
  assert.equal(await page.getByText("Halle, Germany").count(), 1);

  await page.goto("/");
  await page.getByRole("link", { name: "Out for delivery" }).waitFor();
  await page
    .getByText(/Offline\. As of/)
    .first()
    .waitFor();
});

test("Every page that was open once opens without a network", async () => {
  const { page, context } = window;
  await page.goto("/");
  await workerServes(page);
  await page.goto("/add");
  await page.getByRole("heading", { name: "Add parcels" }).waitFor();
  await page.goto(`/s/${pickup.token}`);
  await page.getByRole("heading", { name: "Ready for pickup" }).waitFor();

  await context.setOffline(true);
  for (const [path, heading] of [
    ["/", "Your parcels"],
    ["/add", "Add parcels"],
    ["/sign-in", "Sign in"],
    [`/s/${pickup.token}`, "Ready for pickup"],
    ["/s/never-seen-before", "Not on this device yet"],
    ["/no/such/page", "There is no such page"],
  ]) {
    await page.goto(path);
    await page.getByRole("heading", { level: 1, name: heading }).waitFor();
  }
});

test("A number added without a network is followed once there is one", async () => {
  const { page, context } = window;
  await page.goto("/");
  await workerServes(page);
  await page.goto("/add");
  await context.setOffline(true);
  await page.getByLabel("Tracking numbers").fill(pickup.number);
  await page.getByRole("button", { name: /^Add/ }).click();
  await page.getByText(/^No connection\. Kept on your list/).waitFor();
  await page.getByRole("link", { name: "To your parcels" }).click();
  await page.getByRole("heading", { name: /Not known here yet/ }).waitFor();

  await context.setOffline(false);
  await page.getByRole("link", { name: "Ready for pickup" }).waitFor();
  assert.equal(await page.getByRole("heading", { name: /Not known here yet/ }).count(), 0);
});

test("A number the service does not know, and one with a wrong postcode, look the same and stay on the list", async () => {
  const { page } = window;
  await addParcels(page, ["09445440000009", van.number], "99999");
  assert.equal(await page.getByText(/^Not known here yet\. Kept on your list/).count(), 2);
  await page.getByRole("link", { name: "To your parcels" }).click();
  await page.getByText("09445440000009").waitFor();
  await page.getByText(van.number).waitFor();
});

test("A removed parcel is gone, and back after undo", async () => {
  const { page } = window;
  await addParcels(page, [pickup.number]);
  await page.goto("/");
  await page.getByRole("button", { name: /^Remove/ }).click();
  await page.getByText("Nothing on its way?").waitFor();
  await page.getByRole("button", { name: "Undo" }).click();
  await page.getByRole("link", { name: "Ready for pickup" }).waitFor();
});

test("The details open with the right postcode only", async () => {
  const { page } = window;
  await page.goto(`/s/${van.token}`);
  await page.getByRole("textbox", { name: "Postcode" }).fill("99999");
  await page.getByRole("button", { name: "Show details" }).click();
  await page.getByText("This is not the postcode of this parcel.").waitFor();
  assert.equal(await page.getByText("Ada Example").count(), 0);
  await page.getByRole("textbox", { name: "Postcode" }).fill("10115");
  await page.getByRole("button", { name: "Show details" }).click();
  await page.getByText(/Ada Example/).waitFor();
});

test("The page says which event made the status", async () => {
  const { page } = window;
  await page.goto(`/s/${van.token}`);
  await page.getByText("Why this status?").click();
  await page.getByText(/It comes from the event “Out for delivery” of .* in Berlin/).waitFor();
});

test("Following and unfollowing from the parcel's own page", async () => {
  const { page } = window;
  await page.goto(`/s/${pickup.token}`);
  await page.getByRole("button", { name: "Follow this parcel" }).click();
  await page.getByRole("button", { name: "Take off your list" }).waitFor();
  await page.goto("/");
  await page.getByRole("link", { name: "Ready for pickup" }).click();
  await page.getByRole("button", { name: "Take off your list" }).click();
  await page.getByText("Nothing on its way?").waitFor();
});
