import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openWindow, workerServes } from "./browser.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;

before(async () => {
  scene = await setScene();
  ({ edge, browser } = scene);
});

after(() => scene?.end());

test("The browser finds nothing that hinders installing", async () => {
  const { context, page } = await openWindow(browser, edge.origin);
  await page.goto("/");
  await workerServes(page);
  const session = await context.newCDPSession(page);
  const { errors } = await session.send("Page.getAppManifest");
  assert.deepEqual(errors, []);
  const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
  // A window of a test is a private one, which no browser installs from; everything else must be in order.
  assert.deepEqual(
    installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"),
    [],
  );
  await context.close();
});

test("Every icon of the manifest is there in the size it says", async () => {
  const { context, page } = await openWindow(browser, edge.origin);
  await page.goto("/");
  const sizes = await page.evaluate(async () => {
    const manifest = await (await fetch("/app.webmanifest")).json();
    const bitmaps = manifest.icons.filter(({ type }) => type === "image/png");
    return Promise.all(
      bitmaps.map(async ({ src, sizes }) => {
        const bitmap = await createImageBitmap(await (await fetch(src)).blob());
        return [sizes, `${bitmap.width}x${bitmap.height}`];
      }),
    );
  });
  assert.equal(sizes.length, 3);
  for (const [said, is] of sizes) assert.equal(is, said);
  await context.close();
});

test("The worker answers neither for the API nor for the documentation with the shell", async () => {
  const { context, page } = await openWindow(browser, edge.origin);
  await page.goto("/");
  await workerServes(page);
  for (const path of ["/api/v1/no-such-thing", "/health/live", "/s/no-such-token.json"]) {
    const answer = await page.goto(path);
    assert.doesNotMatch(answer.headers()["content-type"] ?? "", /html/, path);
  }
  await context.close();
});
