import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { launchKept, openWindow, workerServes } from "./browser.mjs";
import { setScene } from "./scene.mjs";

let scene;
let edge;
let browser;

before(async () => {
  scene = await setScene();
  ({ edge, browser } = scene);
});

after(() => scene?.end());

test("Nothing at all hinders installing from a browser with a profile", async () => {
  const folder = await mkdtemp(join(tmpdir(), "edge-profile-"));
  const { context, page } = await launchKept(folder, edge.origin);
  try {
    await page.goto("/");
    await workerServes(page);
    const session = await context.newCDPSession(page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    assert.deepEqual(installabilityErrors, []);
  } finally {
    await context.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});

const languages = {
  "en-GB": "en",
  "de-AT": "de",
  "es-MX": "es",
  "fr-FR": "fr",
  "nl-BE": "nl",
  "ja-JP": "en",
};

for (const [locale, language] of Object.entries(languages))
  test(`The browser finds nothing that hinders installing, in ${locale}`, async () => {
    const { context, page, faults } = await openWindow(browser, edge.origin, { locale });
    await page.goto("/");
    await workerServes(page);
    const session = await context.newCDPSession(page);
    const { errors, data } = await session.send("Page.getAppManifest");
    assert.deepEqual(errors, []);
    const { id, lang } = JSON.parse(data);
    assert.deepEqual({ id, lang }, { id: "/", lang: language });
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // A window of a test is a private one, which no browser installs from; everything else must be in order.
    assert.deepEqual(
      installabilityErrors.filter(({ errorId }) => errorId !== "in-incognito"),
      [],
    );
    await context.close();
    assert.deepEqual(faults, []);
  });

test("Every picture of the manifest is there in the size it says, and every address is a page", async () => {
  const { context, page } = await openWindow(browser, edge.origin);
  await page.goto("/");
  const found = await page.evaluate(async () => {
    const manifest = await (await fetch("/app.webmanifest")).json();
    const { icons, screenshots, shortcuts, share_target, file_handlers } = manifest;
    const pictures = [...icons, ...screenshots, ...shortcuts.flatMap((shortcut) => shortcut.icons)];
    const sizes = await Promise.all(
      pictures
        .filter(({ type }) => type !== "image/svg+xml")
        .map(async ({ src, sizes }) => {
          const bitmap = await createImageBitmap(await (await fetch(src)).blob());
          return [sizes, `${bitmap.width}x${bitmap.height}`];
        }),
    );
    const places = [share_target.action, file_handlers[0].action, ...shortcuts.map(({ url }) => url)];
    return { sizes, purposes: icons.map(({ purpose }) => purpose), places };
  });
  assert.equal(found.sizes.length, 9);
  for (const [said, is] of found.sizes) assert.equal(is, said);
  assert.deepEqual([...new Set(found.purposes)].sort(), ["any", "maskable", "monochrome"]);
  for (const place of found.places) {
    await page.goto(place);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.equal(await page.getByText("There is no such page").count(), 0, place);
  }
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
