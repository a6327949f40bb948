import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import sharp from "sharp";
import { addParcels, desktop, launch, openWindow, phone, signIn } from "./browser.mjs";
import { repository } from "./edge.mjs";
import { cameraShowing } from "./labels.mjs";
import { composePicture } from "./picture.mjs";
import { parcels, setScene } from "./scene.mjs";

const folder = join(repository, "artifacts/screenshots");
let scene;
let edge;
let browser;
let placed;

before(async () => {
  await mkdir(folder, { recursive: true });
  scene = await setScene(...Object.keys(parcels));
  ({ edge, placed } = scene);
  const film = await cameraShowing(join(folder, "label.mjpeg"), [
    ["code128", parcels.van.shipment.number],
    ["code128", parcels.moving.shipment.number],
  ]);
  browser = await launch(...film);
});

after(async () => {
  await browser?.close();
  await scene?.end();
});

/** A zone in which it is early afternoon now, whenever the tests run: nobody delivers at night. */
const afternoon = () => {
  const ahead = ((13 - new Date().getUTCHours() + 36) % 24) - 12;
  return ahead === 0 ? "UTC" : `Etc/GMT${ahead > 0 ? "-" : "+"}${Math.abs(ahead)}`;
};

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
  execFileSync("sqlite3", [join(edge.place.folder, "edge.db")], { input: script });
}

const windows = { "390x844": phone, "1280x800": desktop };

for (const [size, options] of Object.entries(windows))
  for (const colorScheme of ["light", "dark"])
    test(`Pictures of the main pages at ${size}, ${colorScheme}`, async () => {
      const { context, page, faults } = await openWindow(browser, edge.origin, {
        ...options,
        colorScheme,
        timezoneId: afternoon(),
        permissions: ["camera"],
      });
      const shoot = async (name) => {
        await page.waitForLoadState("networkidle");
        await page.evaluate(() => document.fonts.ready);
        await page.screenshot({
          path: join(folder, `${name}-${size}-${colorScheme}.png`),
          animations: "disabled",
        });
      };
      await page.goto("/");
      await page.getByText("Nothing on its way?").waitFor();
      await shoot("empty");

      const { van, pickup, moving, arrived, announced } = parcels;
      await page.goto("/add");
      await page
        .getByLabel("Tracking numbers")
        .fill(`${van.shipment.number}\n${pickup.shipment.number}\nH1005`);
      await shoot("add");

      await addParcels(page, [van.shipment.number], "10115");
      const others = [pickup, moving, arrived, announced].map(({ shipment }) => shipment.number);
      await addParcels(page, [...others, "09445440000001"]);
      await page.goto("/");
      await page.getByRole("heading", { name: /On the way/ }).waitFor();
      await shoot("parcels");

      await page.goto(`/s/${placed.van.token}`);
      await page.getByRole("heading", { name: "Out for delivery" }).waitFor();
      await shoot("parcel");

      await signIn(page, edge);
      await page.getByText(parcels.van.shipment.number).waitFor();
      await shoot("operator");
      await page.goto(`/operator/shipments/${placed.van.id}`);
      await page.getByText("Timeline").waitFor();
      await shoot("shipment");
      await page.goto(`/operator/shipments/${placed.van.id}/proof`);
      await page.getByText("Sign here").waitFor();
      await shoot("hand-over");
      await page.goto("/scan");
      await page.getByText("2 parcels", { exact: true }).waitFor();
      await shoot("scan");
      await page.goto("/operator/status");
      await page
        .getByLabel("Tracking numbers")
        .fill(`${van.shipment.number}\n${moving.shipment.number}\nH1005`);
      await shoot("update");
      await page.getByLabel("Tracking numbers").fill("LP00123456");
      await page.getByText("Delivered", { exact: true }).click();
      await page.getByRole("button", { name: "Update parcel" }).click();
      await page.getByText("1 update is in the outbox.").waitFor();
      await page.getByRole("link", { name: /Outbox, .*need/ }).waitFor();
      await context.setOffline(true);
      await page.getByLabel("Tracking numbers").fill(`${van.shipment.number}\n${moving.shipment.number}`);
      await page.getByText("In the van", { exact: true }).click();
      await page.getByRole("button", { name: "Update 2 parcels" }).click();
      await page.getByText("2 updates are in the outbox.").waitFor();
      await page.goto("/outbox");
      await page.getByText("2 updates wait").waitFor();
      await shoot("outbox");
      await page.goto("/offline");
      await page.getByText("You are offline", { exact: true }).waitFor();
      await shoot("offline");
      await context.setOffline(false);
      await page.goto("/operator/new");
      await page.getByRole("heading", { name: "New shipment" }).waitFor();
      await shoot("new-shipment");
      await page.goto("/operator/import");
      await page.getByRole("heading", { name: "Import shipments" }).waitFor();
      await shoot("import");
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
      await context.close();
      assert.deepEqual(faults, []);
    });

test("The picture of the README", async () => {
  const [wide, narrow] = [
    join(folder, "parcels-1280x800-light.png"),
    join(folder, "parcel-390x844-dark.png"),
  ];
  await composePicture(wide, narrow, join(folder, "readme.png"));
});

test("The picture of the security model", async () => {
  const [wide, narrow] = [join(folder, "users-1280x800-light.png"), join(folder, "key-use-390x844-dark.png")];
  await composePicture(wide, narrow, join(folder, "access.png"));
});

test("The pictures of the manifest", async () => {
  for (const [size, name] of [
    ["390x844", "phone"],
    ["1280x800", "desk"],
  ])
    await sharp(join(folder, `parcels-${size}-light.png`))
      .webp({ quality: 60, effort: 6 })
      .toFile(join(folder, `${name}.webp`));
});
