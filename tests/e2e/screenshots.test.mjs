import { join } from "node:path";
import { after, before, test } from "node:test";
import sharp from "sharp";
import { addParcels, launch, openWindow, signIn } from "./browser.mjs";
import { cameraShowing } from "./labels.mjs";
import { composePicture } from "./picture.mjs";
import { folder, pictures } from "./pictures.mjs";
import { parcels, setScene } from "./scene.mjs";

let scene;
let edge;
let browser;
let placed;

before(async () => {
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

const open = (options) => openWindow(browser, edge.origin, { ...options, permissions: ["camera"] });

pictures("the main", open, async ({ context, page, shoot }) => {
  await page.goto("/");
  await page.getByText("Nothing on its way?").waitFor();
  await shoot("empty");

  const { van, pickup, moving, arrived, announced } = parcels;
  await page.goto("/add");
  await page.getByLabel("Tracking numbers").fill(`${van.shipment.number}\n${pickup.shipment.number}\nH1005`);
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
  await page.getByLabel("Tracking numbers").fill(`${van.shipment.number}\n${moving.shipment.number}\nH1005`);
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
});

test("The picture of the README", async () => {
  const [wide, narrow] = [
    join(folder, "parcels-1280x800-light.png"),
    join(folder, "parcel-390x844-dark.png"),
  ];
  await composePicture(wide, narrow, join(folder, "readme.png"));
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
