import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { onChange } from "../../pwa/src/offline/changes";
import { database } from "../../pwa/src/offline/database";
import {
  findParcel,
  followToken,
  keepShipment,
  keepWaiting,
  listFollowed,
  markGone,
  removeParcel,
  restoreParcel,
  waitingBecame,
} from "../../pwa/src/offline/parcels";
import { shipment } from "./samples";

beforeEach(async () => (await database()).clear("parcels"));

describe("Parcels on the device", () => {
  it("An older answer never replaces a newer one", async () => {
    await keepShipment(shipment({ status: "delivered" }), 200);
    await keepShipment(shipment({ status: "in_transit" }), 100);
    expect((await findParcel("tok-1"))?.shipment?.status).toBe("delivered");
  });

  it("A parcel that was only looked at is kept but not listed", async () => {
    await keepShipment(shipment(), 100);
    expect(await listFollowed()).toEqual([]);
    expect((await findParcel("tok-1"))?.followed).toBe(false);
  });

  it("Following keeps what is known, and news keep it followed", async () => {
    await keepShipment(shipment(), 100);
    await followToken("tok-1", 150);
    await keepShipment(shipment({ status: "delivered" }), 200);
    expect(await listFollowed()).toMatchObject([
      { key: "tok-1", addedAt: 150, asOf: 200, shipment: { status: "delivered" } },
    ]);
  });

  it("Following twice does not make it newer", async () => {
    await followToken("tok-1", 150);
    await followToken("tok-1", 900);
    expect((await findParcel("tok-1"))?.addedAt).toBe(150);
  });

  it("Removing forgets everything, restoring brings it back", async () => {
    await followToken("tok-1", 150);
    const parcel = await findParcel("tok-1");
    await removeParcel("tok-1");
    expect(await findParcel("tok-1")).toBeUndefined();
    if (parcel) await restoreParcel(parcel);
    expect(await listFollowed()).toHaveLength(1);
  });

  it("A waiting number gives its place to the parcel it became", async () => {
    await keepWaiting({ number: "RR1", attempts: 0, nextTryAt: 0 }, 50);
    await keepShipment(shipment(), 100);
    await waitingBecame("RR1", "tok-1");
    expect(await listFollowed()).toMatchObject([{ key: "tok-1", addedAt: 50, shipment: { token: "tok-1" } }]);
  });

  it("A waiting number that was removed meanwhile does not come back", async () => {
    await waitingBecame("RR1", "tok-1");
    expect(await listFollowed()).toEqual([]);
  });

  it("News of a parcel that was taken down bring it back; unknown tokens are not invented", async () => {
    await keepShipment(shipment(), 100);
    await markGone("tok-1");
    expect((await findParcel("tok-1"))?.gone).toBe(true);
    await keepShipment(shipment(), 200);
    expect((await findParcel("tok-1"))?.gone).toBe(false);
    await markGone("tok-2");
    expect(await findParcel("tok-2")).toBeUndefined();
  });

  it("Only the latest thirty visits stay; followed parcels all stay", async () => {
    for (let i = 0; i < 35; i++) await keepShipment(shipment({ token: `visit-${i}` }), 1000 + i);
    await followToken("old", 1);
    await keepShipment(shipment({ token: "old" }), 2);
    const all = await (await database()).getAll("parcels");
    expect(all.filter(({ followed }) => !followed)).toHaveLength(30);
    expect(all.some(({ key }) => key === "visit-4")).toBe(false);
    expect(all.some(({ key }) => key === "old")).toBe(true);
  });

  it("Every change is told to those who listen, until they stop", async () => {
    const heard = vi.fn();
    const stop = onChange(heard);
    await followToken("tok-1");
    expect(heard).toHaveBeenCalledOnce();
    stop();
    await removeParcel("tok-1");
    expect(heard).toHaveBeenCalledOnce();
  });
});
