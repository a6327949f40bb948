import { readdir, readFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const blocked = JSON.parse(await readFile(new URL("../../pwa/build/blocked.json", import.meta.url), "utf8"));

const args = [
  "--headless=new",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true };
export const desktop = { viewport: { width: 1280, height: 800 } };

export const launch = (...more) =>
  chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [...args, ...more],
    headless: true,
  });

/** A browser with a profile that outlives it; `kill` ends it as a crash would. */
export async function launchKept(folder, origin) {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args,
    headless: true,
    baseURL: origin,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    ...phone,
  });
  context.setDefaultTimeout(10_000);
  const kill = async () => {
    const closed = new Promise((resolve) => context.once("close", resolve));
    for (const pid of await processesOf(folder)) process.kill(pid, "SIGKILL");
    await closed;
  };
  return { context, page: context.pages()[0] ?? (await context.newPage()), kill };
}

/** The processes of the browser that was started with this profile: the one that has it as an argument, not its children. */
async function processesOf(folder) {
  const found = [];
  for (const pid of (await readdir("/proc")).filter((name) => /^\d+$/.test(name))) {
    const words = (await readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")).split("\0");
    if (words.includes(`--user-data-dir=${folder}`) && !words.some((word) => word.startsWith("--type=")))
      found.push(Number(pid));
  }
  return found;
}

/**
 * A window of its own (storage, cookies, worker). Collects what no page may do: requests to another origin or to an address that
 * ad blockers stop, violations of the content security policy, and errors that no code caught.
 */
export async function openWindow(browser, origin, options = phone) {
  const context = await browser.newContext({
    baseURL: origin,
    locale: "en-GB",
    timezoneId: "Europe/Berlin",
    ...options,
  });
  const faults = [];
  context.on("request", (request) => {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob):/.test(url)) faults.push(`request to ${url}`);
    const address = url.slice(origin.length).toLowerCase();
    if (blocked.some((part) => address.includes(part))) faults.push(`ad blockers stop ${url}`);
  });
  context.on("weberror", (error) => faults.push(`error: ${error.error()}`));
  context.on("console", (message) => {
    if (/content security policy/i.test(message.text())) faults.push(message.text());
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  return { context, page, faults };
}

/** Waits until the worker serves the page, so that cutting the network now loses nothing. */
export async function workerServes(page) {
  if (!(await isServed(page))) throw new Error("The worker does not serve the page");
}

const isServed = (page) =>
  page.evaluate(async () => {
    const { serviceWorker } = navigator;
    const soon = new Promise((resolve) => setTimeout(resolve, 5_000));
    const served = async () => {
      const change = new Promise((resolve) =>
        serviceWorker.addEventListener("controllerchange", resolve, { once: true }),
      );
      await serviceWorker.ready;
      if (!serviceWorker.controller) await change;
    };
    await Promise.race([served(), soon]);
    return serviceWorker.controller !== null;
  });

export async function addParcels(page, numbers, postcode) {
  await page.goto("/add");
  await page.getByLabel("Tracking numbers").fill(numbers.join("\n"));
  if (postcode) await page.getByLabel("Postcode of the destination").fill(postcode);
  await page.getByRole("button", { name: /^Add/ }).click();
  await page.getByRole("heading", { name: "Result" }).waitFor();
}

/** Signs in by a link; `origin` where the browser reaches the service through something else. */
export async function signIn(page, edge, origin = edge.origin) {
  await page.goto((await edge.signInLink()).replace(edge.origin, origin));
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("heading", { level: 1, name: "Shipments" }).waitFor();
}
