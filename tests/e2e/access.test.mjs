// People and organisations, from the administrator's phone to the moment at which somebody is shut out.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { fitsWidth } from "./axe.mjs";
import { openWindow, signIn } from "./browser.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;

before(async () => {
  scene = await setScene("van");
  ({ edge, browser } = scene);
});

after(() => scene?.end());

/** Opens a link in a window of its own. */
async function comeIn(link) {
  const window = await openWindow(browser, edge.origin);
  await window.page.goto(link);
  await window.page.getByRole("button", { name: "Sign in" }).click();
  await window.page.getByRole("heading", { level: 1, name: "Shipments" }).waitFor();
  return window;
}

const shownLink = async (page) => (await page.locator(".access-link").innerText()).trim();

test("A user comes in by the link, and is shut out at once", async () => {
  const admin = await openWindow(browser, edge.origin);
  const { page } = admin;
  await signIn(page, edge);
  await page.getByRole("navigation").getByRole("link", { name: "More" }).click();
  await page
    .getByRole("main")
    .getByRole("link", { name: /^Users/ })
    .click();
  const add = page.getByRole("form", { name: "Add user" });
  await add.getByLabel("Name").fill("Dora Driver");
  await add.getByLabel("Role").selectOption("driver");
  await add.getByRole("button", { name: "Add user" }).click();
  const driver = await comeIn(await shownLink(page));
  assert.equal(
    await driver.page.getByRole("navigation").getByRole("link", { name: "More" }).count(),
    0,
    "a driver manages nobody",
  );

  await page.reload();
  await page.getByText("Dora Driver").click();
  await page.getByRole("button", { name: "Disable" }).click();
  await page.getByRole("button", { name: "Press again to shut out" }).click();
  await page.getByRole("button", { name: "Enable" }).waitFor();

  const status = await driver.page.evaluate(() => fetch("/api/v1/shipments").then((answer) => answer.status));
  assert.equal(status, 401);
  await driver.page.reload();
  await driver.page.getByRole("heading", { level: 1, name: "For operators" }).waitFor();
  assert.ok(await fitsWidth(page));
  for (const window of [admin, driver]) {
    assert.deepEqual(window.faults, []);
    await window.context.close();
  }
});

test("The administrator of a new organisation looks after its own users, and after no organisation", async () => {
  const home = await openWindow(browser, edge.origin);
  await signIn(home.page, edge);
  await home.page.goto("/operator/organisations");
  await home.page.getByLabel("Name", { exact: true }).first().fill("Example Freight");
  await home.page.getByLabel("First administrator").fill("Olga");
  await home.page.getByRole("button", { name: "Add organisation" }).click();
  const other = await comeIn(await shownLink(home.page));

  await other.page.goto("/operator/more");
  await other.page.getByText("Olga · Example Freight").waitFor();
  const main = other.page.getByRole("main");
  assert.equal(await main.getByRole("link", { name: /^Organisations/ }).count(), 0);
  await main.getByRole("link", { name: /^Users/ }).click();
  await other.page.getByText("Olga").waitFor();
  assert.equal(await other.page.locator("details").count(), 1);
  for (const window of [home, other]) {
    assert.deepEqual(window.faults, []);
    await window.context.close();
  }
});
