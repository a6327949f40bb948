import assert from "node:assert/strict";
import { test } from "node:test";
import { openWindow } from "./browser.mjs";
import { seeded, startProxy } from "./cutting-proxy.mjs";
import { allSent, isBatch, notesOf, openStatusPage, update } from "./driver.mjs";
import { signedIn } from "./operator.mjs";
import { setScene } from "./scene.mjs";

const [shipments, rounds, seed] = [50, 20, 20_261_122];
const ways = ["before", "after", "middle"];
const words = ["In the van", "On its way", "Picked up", "Nobody there"];
const notes = Array.from({ length: rounds }, (_, round) => `round ${round}`);

test("Of a thousand updates and a thousand cut connections, every update arrives once and in order", async (t) => {
  const { edge, browser, end } = await setScene();
  t.after(end);
  const operator = await signedIn(edge);
  const numbers = Array.from({ length: shipments }, (_, at) => `CUT${seed}${String(at).padStart(3, "0")}`);
  const placed = [];
  for (const number of numbers) placed.push(await operator.createShipment({ number, carrier: "other" }));
  const proxy = await startProxy(edge.origin);
  t.after(proxy.stop);
  const { context, page, faults } = await openWindow(browser, proxy.origin);
  const cuts = cutAll(proxy);
  const came = watch(proxy);

  await openStatusPage(page, edge, proxy);
  for (const [round, note] of notes.entries()) await update(page, words[round % words.length], numbers, note);
  // A page that asks the service for nothing itself. Somebody walks out of the basement again and again, so that nobody waits here
  // for the pauses after failures.
  await page.goto("/add");
  cuts.nudge = () => page.evaluate(() => dispatchEvent(new Event("online"))).catch(() => undefined);
  await page.getByRole("link", { name: "Outbox", exact: true }).click({ timeout: 90_000 });
  await allSent(page);

  for (const shipment of placed) {
    assert.deepEqual(await notesOf(operator, shipment), notes, `${shipment.number} on the server`);
    const own = came().filter(
      ({ shipment_id, number }) => shipment_id === shipment.id || number === shipment.number,
    );
    const told = own.map(({ event }) => event.raw_text);
    assert.deepEqual(told, notes, `${shipment.number} as it came in`);
  }
  const total = cuts.before + cuts.after + cuts.middle;
  t.diagnostic(`${total} cuts: ${JSON.stringify(cuts)}`);
  assert.equal(total, shipments * rounds);
  for (const way of ways) assert.ok(cuts[way] > total / 5, `${way}: ${cuts[way]} of ${total}`);
  await context.close();
  assert.deepEqual(faults, []);
});

/** Cuts each request as often as it has items, which makes a thousand, each time at a moment that the seed chooses. */
function cutAll(proxy) {
  const random = seeded(seed);
  const left = new Map();
  const cuts = { before: 0, after: 0, middle: 0, nudge: () => undefined };
  proxy.decide = (asked, body) => {
    if (!isBatch(asked)) return null;
    const key = asked.headers["idempotency-key"];
    if (!left.has(key)) left.set(key, JSON.parse(body).items.length);
    if (left.get(key) === 0) return null;
    left.set(key, left.get(key) - 1);
    const way = ways[Math.floor(random() * ways.length)];
    cuts[way]++;
    void cuts.nudge();
    return way;
  };
  return cuts;
}

/** The items that the service has taken, in the order in which it took them, whether the browser heard of it or not. */
function watch(proxy) {
  const taken = new Map();
  proxy.seen = (asked, body, { status, bytes }) => {
    if (!isBatch(asked) || status !== 200) return;
    const { items } = JSON.parse(body);
    for (const { index, event_id, outcome } of JSON.parse(bytes).items)
      if (outcome === "appended" && !taken.has(event_id)) taken.set(event_id, items[index]);
  };
  return () => [...taken.values()];
}
