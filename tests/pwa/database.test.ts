import "fake-indexeddb/auto";
import { openDB } from "idb";
import { beforeEach, expect, it, vi } from "vitest";
import { stored } from "./samples";

/** The module keeps its connection: each test gets a module, and a database, of its own. */
beforeEach(async () => {
  vi.resetModules();
  const { IDBFactory } = await import("fake-indexeddb");
  vi.stubGlobal("indexedDB", new IDBFactory());
});

const load = () => import("../../pwa/src/offline/database");

it("An update from the first release keeps every parcel", async () => {
  const old = await openDB("edge", 1, {
    upgrade: (db) => {
      db.createObjectStore("parcels", { keyPath: "key" });
    },
  });
  const parcels = [
    stored(),
    { key: "number:RR1", followed: true, addedAt: 5, asOf: 0, waiting: { number: "RR1" } },
  ];
  for (const parcel of parcels) await old.put("parcels", parcel);
  old.close();

  const { database } = await load();
  const db = await database();
  expect(db.version).toBe(2);
  expect(await db.getAll("parcels")).toEqual(expect.arrayContaining(parcels));
  expect([...db.objectStoreNames]).toEqual(["outbox", "parcels", "photos", "shipments", "states"]);
});

it("A page of the first release that is still open makes way", async () => {
  let made = false;
  const old = await openDB("edge", 1, {
    upgrade: (db) => {
      db.createObjectStore("parcels", { keyPath: "key" });
    },
    blocking: (_current, _blocked, event) => {
      made = true;
      (event.target as IDBDatabase).close();
    },
  });
  await old.put("parcels", stored());
  const { database } = await load();
  expect(await (await database()).count("parcels")).toBe(1);
  expect(made).toBe(true);
});

it("A full outbox outlives the update to a later release, and the way back from it", async () => {
  const { database } = await load();
  const { enqueue } = await import("../../pwa/src/offline/outbox/outbox");
  const item = { owner: "driver:Ada", target: { number: "A1" } } as const;
  const work = {
    kind: "status",
    event: { event_time: "2026-03-02T09:00:00Z", status: "delivered" },
  } as const;
  await enqueue([{ ...item, work, photo: { type: "image/webp", bytes: new ArrayBuffer(3) } }]);
  (await database()).close();

  const later = await openDB("edge", 3, { upgrade: (db) => void db.createObjectStore("later") });
  expect(await later.count("outbox")).toBe(1);
  expect(await later.count("photos")).toBe(1);
  later.close();

  vi.resetModules();
  const { listOutbox } = await import("../../pwa/src/offline/outbox/outbox");
  expect(await listOutbox()).toMatchObject([{ ...item, work, state: "waiting" }]);
});
