import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { brotliCompressSync } from "node:zlib";
import { dcz, familyOf } from "../../scripts/deltas.mjs";
import { launch, openWindow, workerServes } from "./browser.mjs";
import { startEdge } from "./edge.mjs";
import { broken, release } from "./releases.mjs";

let browser;
let n2;
let n1;
let n;
let edge;

before(async () => {
  n2 = await release("1.0");
  n1 = await release("1.1", [n2]);
  n = await release("1.2", [n2, n1]);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await edge?.stop();
});

/** Another release takes the place of the one that runs. */
async function become({ executable }) {
  await edge.leave();
  edge = await startEdge({ executable, place: edge.place });
}

async function startWith({ executable }) {
  await edge?.stop();
  edge = await startEdge({ executable });
}

const heading = (page, name) => page.getByRole("heading", { level: 1, name, exact: true });
const focus = (page) => page.evaluate(() => dispatchEvent(new Event("focus")));

test("A page of two releases ago goes on, and changes over when it is asked to, in every tab", async () => {
  await startWith(n2);
  const { context, page, faults } = await openWindow(browser, edge.origin);
  await page.goto("/");
  await workerServes(page);
  const writing = await context.newPage();
  await writing.goto("/add");
  await writing.getByLabel("Tracking numbers").fill("1Z999AA10123456784");

  // No service and no network, as on the way home.
  await context.setOffline(true);
  await become(n);
  await page.reload();
  await heading(page, "Your parcels (1.0)").waitFor();
  await context.setOffline(false);

  // A part that was never opened, of a release that the service has left behind.
  await page.evaluate(() => {
    history.pushState(null, "", "/offline");
    dispatchEvent(new PopStateEvent("popstate"));
  });
  await heading(page, "Without a connection (1.0)").waitFor();

  await focus(page);
  await page.getByText("A new version of Edge is ready.").waitFor();
  assert.equal(await heading(page, "Without a connection (1.0)").count(), 1, "nothing changes by itself");
  await page.getByRole("button", { name: "Use it now" }).click();
  await heading(page, "Without a connection (1.2)").waitFor();

  // Somebody is writing there: what is written stays until it is no longer in the way.
  await writing.waitForTimeout(2500);
  assert.equal(await writing.getByLabel("Tracking numbers").inputValue(), "1Z999AA10123456784");
  const reloaded = writing.waitForEvent("load");
  await writing.getByLabel("Tracking numbers").fill("");
  await writing.getByLabel("Tracking numbers").blur();
  await reloaded;
  await writing.goto("/");
  await heading(writing, "Your parcels (1.2)").waitFor();
  await context.close();
  assert.deepEqual(faults, []);
});

test("A newer page that was loaded past the worker is not served by it", async () => {
  await startWith(n2);
  const { context, page, faults } = await openWindow(browser, edge.origin);
  await page.goto("/");
  await workerServes(page);
  await become(n);
  const newer = await context.newPage();
  await newer.goto("/");
  await heading(newer, "Your parcels (1.0)").waitFor();

  const session = await context.newCDPSession(newer);
  await session.send("Page.reload", { ignoreCache: true });

  await heading(newer, "Your parcels (1.2)").waitFor();
  await newer.waitForFunction(async () => (await navigator.serviceWorker.getRegistration()).waiting !== null);
  assert.equal(await newer.evaluate(() => navigator.serviceWorker.controller), null);
  await context.close();
  assert.deepEqual(faults, []);
});

test("A page without a worker finds the parts of its release on the service of two releases later", async () => {
  await startWith(n2);
  const { context, page } = await openWindow(browser, edge.origin, { serviceWorkers: "block" });
  await page.goto("/");
  await heading(page, "Your parcels (1.0)").waitFor();
  await become(n);

  await page.evaluate(() => {
    history.pushState(null, "", "/offline");
    dispatchEvent(new PopStateEvent("popstate"));
  });

  await heading(page, "Without a connection (1.0)").waitFor();
  const old = readdirSync(join(n2.web, "assets")).find(
    (name) => name.startsWith("offline-page-") && name.endsWith(".js"),
  );
  assert.equal((await fetch(`${edge.origin}/assets/${old}`)).status, 200);
  assert.equal((await fetch(`${edge.origin}/assets/offline-page-00000000.js`)).status, 404);
  await context.close();
});

test("A release that does not start is left behind as soon as the service has another, and nothing entered is lost", async () => {
  const bad = await release("1.1.1", [n2], broken);
  await startWith(bad);
  const { context, page } = await openWindow(browser, edge.origin);
  let loads = 0;
  page.on("framenavigated", () => loads++);
  await page.goto("/");
  // It is broken on the service too: one fresh start, and then the reason instead of a circle.
  await page.getByText("Edge could not start.").waitFor();
  await page.waitForTimeout(1000);
  assert.equal(loads, 2);

  // A device that got its worker all the same, and has something that was entered.
  await page.evaluate(async () => {
    sessionStorage.clear();
    await navigator.serviceWorker.register("/sw.js");
    await navigator.serviceWorker.ready;
    await new Promise((resolve) => {
      const opening = indexedDB.open("kept", 1);
      opening.onsuccess = resolve;
      opening.onupgradeneeded = () => opening.result.createObjectStore("things");
    });
  });
  await workerServes(page);
  await become(n);

  await page.goto("/");

  await heading(page, "Your parcels (1.2)").waitFor();
  await workerServes(page);
  const databases = await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));
  assert.ok(databases.includes("kept"));
  await context.close();
});

test("A returning visitor's browser gets the difference from what it has", async () => {
  await startWith(n1);
  const { context, page } = await openWindow(browser, edge.origin, { serviceWorkers: "block" });
  await page.goto("/");
  await heading(page, "Your parcels (1.1)").waitFor();
  await page.waitForTimeout(1000);
  await become(n);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const answers = new Map();
  session.on("Network.responseReceivedExtraInfo", ({ headers }) => {
    const coding = headers["content-encoding"] ?? headers["Content-Encoding"];
    answers.set(coding, (answers.get(coding) ?? 0) + 1);
  });

  await page.goto("/");

  await heading(page, "Your parcels (1.2)").waitFor();
  assert.ok(answers.get("dcz") >= 2, `codings: ${JSON.stringify([...answers])}`);
  await context.close();
});

test("An update costs a returning visitor a tenth of the shell at most", (t) => {
  const files = shellOf(n);
  const whole = files.reduce((sum, file) => sum + wire(n, file), 0);
  const update = files.reduce((sum, file) => sum + updateOf(file), 0);
  t.diagnostic(`${update} of ${whole} bytes`);
  assert.ok(update <= whole / 10, `${update} of ${whole} bytes`);
});

/** What the first load of the shell is made of; the font is the largest part of it and never changes. */
function shellOf({ web }) {
  const html = readFileSync(join(web, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map((match) => match[1]);
  return ["index.html", ...named];
}

const bytesOf = ({ web }, file) => readFileSync(join(web, file));
const wire = (of, file) => brotliCompressSync(bytesOf(of, file)).length;

function updateOf(file) {
  const before = ["index.html", "start.js"].includes(file)
    ? file
    : readdirSync(join(n1.web, "assets"))
        .map((name) => `assets/${name}`)
        .find((name) => familyOf(name) === familyOf(file));
  if (before && bytesOf(n1, before).equals(bytesOf(n, file))) return 0;
  if (!before || before === file) return wire(n, file);
  return Math.min(wire(n, file), dcz(bytesOf(n, file), bytesOf(n1, before)).length);
}
