// Notifications from the press of a button to the click: the service sends to a push service of the test, and the browser is given what
// that has received. Chromium's own push service is Google's, so that the page is given a subscription to ours.
import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { launch, openWindow, phone, workerServes } from "./browser.mjs";
import { startEdge } from "./edge.mjs";
import { signedIn } from "./operator.mjs";
import { newDevice, startPushService } from "./push-service.mjs";

let service;
let edge;
let browser;
let operator;
let window;
let parcel;
let count = 0;

before(async () => {
  service = await startPushService();
  edge = await startEdge({ settings: { EDGE_PUSH__TESTSERVICES: service.origin } });
  operator = await signedIn(edge);
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await edge?.stop();
  await service?.stop();
});

beforeEach(async () => {
  parcel = await operator.createShipment({ number: `PUSHED${++count}`, carrier: "other" });
  await append("in_transit");
  window = await openWindow(browser, edge.origin, phone);
});

afterEach(async () => {
  await window.context.close();
  assert.deepEqual(window.faults, []);
});

const append = (status) => operator.appendEvent(parcel.id, { event_time: new Date().toISOString(), status });

/** Stands in for the browser's connection to its push service, and for the person who is asked; counts how often that is. */
async function withDevice(context, device, answer = "granted") {
  await context.addInitScript(
    ({ endpoint, keys, answer }) => {
      const kept = "test-subscription";
      const permission = () => localStorage.getItem("test-permission") ?? "default";
      globalThis.asked = 0;
      Object.defineProperty(Notification, "permission", { get: permission });
      Notification.requestPermission = async () => {
        globalThis.asked++;
        localStorage.setItem("test-permission", answer);
        return answer;
      };
      const subscription = () => ({
        endpoint,
        options: { applicationServerKey: Uint8Array.from(JSON.parse(localStorage.getItem(kept))).buffer },
        toJSON: () => ({ endpoint, keys }),
        unsubscribe: async () => localStorage.removeItem(kept),
      });
      PushManager.prototype.getSubscription = async () =>
        localStorage.getItem(kept) ? subscription() : null;
      PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
        localStorage.setItem(kept, JSON.stringify([...applicationServerKey]));
        return subscription();
      };
    },
    { endpoint: device.endpoint, keys: device.keys, answer },
  );
}

async function turnOn(page) {
  await page.goto(`/s/${parcel.token}`);
  await page.getByRole("button", { name: "Notify me" }).click();
  await page.getByRole("group", { name: /told when the parcel is/ }).waitFor();
  assert.equal(await page.evaluate(() => globalThis.asked), 0);
  await page.getByRole("button", { name: "Notify me" }).click();
}

test("A press asks, a status is pushed, shown without a fetch, and its click leads to the parcel", async () => {
  const { context, page } = window;
  const device = newDevice(service, "e2e");
  await withDevice(context, device);
  await context.grantPermissions(["notifications"], { origin: edge.origin });
  await page.goto("/");
  await workerServes(page);
  await turnOn(page);
  await page.getByText(/^You are notified: .*Delivered/).waitFor();
  assert.equal(await page.evaluate(() => globalThis.asked), 1);

  const before = service.received.length;
  await append("out_for_delivery");
  const text = device.read(await service.wait(before + 1));
  await deliver(context, page, text);
  const shown = await notifications(page);
  assert.deepEqual(shown, [
    { title: "Out for delivery", body: `Parcel ${parcel.number}`, data: `/s/${parcel.token}`, lang: "en" },
  ]);

  await append("delivered");
  await deliver(context, page, device.read(await service.wait(before + 2)));
  assert.deepEqual(
    (await notifications(page)).map(({ title }) => title),
    ["Delivered"],
    "a newer status takes the place of the older one",
  );

  assert.deepEqual(await click(context), { focused: `${edge.origin}/s/${parcel.token}`, opened: null });
  assert.deepEqual(await notifications(page), []);
});

test("A click opens the page where no tab shows it", async () => {
  const { context, page } = window;
  await withDevice(context, newDevice(service, "open"));
  await context.grantPermissions(["notifications"], { origin: edge.origin });
  await page.goto("/add");
  await workerServes(page);
  const navigate = `https://elsewhere.example/s/${parcel.token}`;
  await deliver(context, page, JSON.stringify({ web_push: 8030, notification: { title: "T", navigate } }));
  assert.deepEqual(await click(context), { focused: null, opened: `${edge.origin}/s/${parcel.token}` });
});

test("A message that cannot be read is shown as one all the same", async () => {
  const { context, page } = window;
  await context.grantPermissions(["notifications"], { origin: edge.origin });
  await page.goto("/");
  await workerServes(page);
  await deliver(context, page, "not json");
  assert.deepEqual(
    (await notifications(page)).map(({ title, data }) => [title, data]),
    [["Edge", "/"]],
  );
});

test("There is a way back, and choices and quiet hours stay as they were chosen", async () => {
  const { context, page } = window;
  await withDevice(context, newDevice(service, "back"));
  await page.goto("/");
  await workerServes(page);
  await page.goto(`/s/${parcel.token}`);
  await page.getByRole("button", { name: "Notify me" }).click();
  await page.getByLabel("On hold").check();
  await page.getByLabel("Delivered").uncheck();
  await page.getByLabel("Not at night").check();
  await page.getByLabel("From", { exact: true }).fill("21:30");
  await page.getByRole("button", { name: "Notify me" }).click();
  await page.getByText("Not from 21:30 to 07:00.").waitFor();
  await page.reload();
  await page.getByText(/^You are notified: On hold, Out for delivery/).waitFor();
  await page.getByText("Not from 21:30 to 07:00.").waitFor();

  await page.getByRole("button", { name: "No more notifications" }).click();
  await page.getByRole("button", { name: "Notify me" }).waitFor();
  await page.reload();
  await page.getByRole("button", { name: "Notify me" }).waitFor();
  const before = service.received.length;
  await append("on_hold");
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.equal(service.received.length, before);
});

test("Whoever says no is told how to change their mind", async () => {
  const { context, page } = window;
  await withDevice(context, newDevice(service, "no"), "denied");
  await page.goto("/");
  await workerServes(page);
  await turnOn(page);
  await page.getByText(/Notifications are blocked for this site/).waitFor();
  assert.equal(service.received.filter(({ path }) => path === "/push/no").length, 0);
});

test("An iPhone's browser is told to install the app", async () => {
  const { context, page } = window;
  await context.addInitScript(() => {
    delete globalThis.PushManager;
    Object.defineProperty(navigator, "userAgent", {
      get: () => "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)",
    });
  });
  await page.goto(`/s/${parcel.token}`);
  await page.getByRole("button", { name: "Notify me" }).click();
  await page.getByText(/Add to Home Screen/).waitFor();
});

/** Hands the worker what a push service would have. */
async function deliver(context, page, data) {
  const session = await context.newCDPSession(page);
  const registration = new Promise((resolve) =>
    session.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
      const own = registrations.find(
        ({ scopeURL, isDeleted }) => scopeURL === `${edge.origin}/` && !isDeleted,
      );
      if (own) resolve(own.registrationId);
    }),
  );
  await session.send("ServiceWorker.enable");
  const shownBefore = await generation(page);
  await session.send("ServiceWorker.deliverPushMessage", {
    origin: edge.origin,
    registrationId: await registration,
    data,
  });
  const end = Date.now() + 10_000;
  while ((await generation(page)) === shownBefore) {
    assert.ok(Date.now() < end, "nothing was shown");
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  await session.detach();
}

const generation = async (page) => JSON.stringify(await notifications(page));

const notifications = (page) =>
  page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready;
    const shown = await registration.getNotifications();
    return shown.map(({ title, body, data, lang }) => ({ title, body, data, lang }));
  });

/**
 * Clicks the notification. The system draws it, and no protocol reaches it there: the event is the worker's to handle, and what it asks
 * the browser for, which only a real click may, is written down instead.
 */
async function click(context) {
  const [worker] = context.serviceWorkers();
  return worker.evaluate(async () => {
    const done = { focused: null, opened: null };
    WindowClient.prototype.focus = async function () {
      done.focused = this.url;
      return this;
    };
    Clients.prototype.openWindow = async (url) => {
      done.opened = url;
      return null;
    };
    const [notification] = await registration.getNotifications();
    const event = new NotificationEvent("notificationclick", { notification });
    const works = [];
    event.waitUntil = (work) => works.push(work);
    dispatchEvent(event);
    await Promise.all(works);
    return done;
  });
}
