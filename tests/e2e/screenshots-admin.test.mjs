import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { openWindow, signIn } from "./browser.mjs";
import { composePicture } from "./picture.mjs";
import { folder, pictures } from "./pictures.mjs";
import { setScene } from "./scene.mjs";

let scene;

before(async () => {
  scene = await setScene();
});

after(() => scene?.end());

const day = 24 * 60 * 60_000;

/** What a shop's program would have asked for since then; nobody can live through a month here. */
function useSince(days, key) {
  const today = Math.floor(Date.now() / day);
  const id = key.replaceAll("-", "");
  const rows = [];
  for (let ago = 0; ago < days; ago++) {
    const isWeekend = new Date((today - ago) * day).getUTCDay() % 6 === 0;
    const requests = (isWeekend ? 90 : 420) + ((ago * 37) % 110) * (isWeekend ? 1 : 3);
    const refused = ago % 9 === 4 ? 36 : 0;
    rows.push([today - ago, "AppendEvents", requests, refused]);
    rows.push([today - ago, "ListShipments", Math.round(requests / 4), 0]);
  }
  const values = rows.map(([at, route, asked, no]) => `(x'${id}', ${at}, '${route}', ${asked}, ${no})`);
  const now = new Date();
  const [month, last] = [now.getUTCFullYear() * 12 + now.getUTCMonth(), today - now.getUTCDate()];
  const sum = rows.reduce((all, [at, , asked]) => (at > last ? all + asked : all), 0);
  const script = `.timeout 5000
    insert into api_key_usage (key_id, day, route, requests, refused) values ${values.join()};
    update api_keys set month = ${month}, month_requests = ${sum}, last_used_at = ${Date.now() - 42_000} where id = x'${id}';`;
  execFileSync("sqlite3", [join(scene.edge.place.folder, "edge.db")], { input: script });
}

const open = (options) => openWindow(scene.browser, scene.edge.origin, options);

pictures("an administrator's", open, async ({ page, shoot }) => {
  await signIn(page, scene.edge);
  await page.goto("/operator/more");
  await page.getByRole("heading", { name: "More" }).waitFor();
  await shoot("more");
  await page.goto("/operator/users");
  const add = page.getByRole("form", { name: "Add user" });
  await add.getByLabel("Name").fill("Dora Driver");
  await add.getByRole("button", { name: "Add user" }).click();
  await page.getByText("It is never shown again.").waitFor();
  await page.locator("details").first().click();
  await shoot("users");
  await page.goto("/operator/roles");
  await page.getByRole("heading", { name: "Administrator" }).waitFor();
  await shoot("roles");
  await page.goto("/operator/organisations");
  await page.locator("details").first().click();
  await shoot("organisations");
  await page.goto("/operator/keys");
  await page.getByLabel("What is it for?").fill("Warehouse scanner");
  await page.locator("details").first().click();
  await page.getByLabel(/^Requests per month/).fill("50000");
  await page.getByRole("button", { name: "Create key" }).click();
  await page.getByText("edge_dev_").first().waitFor();
  await shoot("keys");
  const key = page.getByRole("link", { name: "Warehouse scanner" }).first();
  useSince(30, (await key.getAttribute("href")).split("/").pop());
  await key.click();
  await page.getByRole("heading", { level: 1, name: "Warehouse scanner" }).waitFor();
  await shoot("key");
  await page
    .getByRole("heading", { name: "Use", exact: true })
    .evaluate((heading) => heading.scrollIntoView());
  await page.getByRole("img", { name: "Requests per day" }).waitFor();
  await shoot("key-use");
  await page.goto("/account");
  await page.getByText("This device").waitFor();
  await shoot("account");
});

test("The picture of the security model", async () => {
  const [wide, narrow] = [join(folder, "users-1280x800-light.png"), join(folder, "key-use-390x844-dark.png")];
  await composePicture(wide, narrow, join(folder, "access.png"));
});
