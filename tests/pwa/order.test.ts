import { describe, expect, it } from "vitest";
import { grouped, groupOf } from "../../pwa/src/offline/order";
import { stored } from "./samples";

describe("The order of the list", () => {
  it.each([
    ["in_transit", [], "moving"],
    ["in_transit", ["delayed"], "moving"],
    ["in_transit", ["action_required"], "attention"],
    ["ready_for_pickup", [], "attention"],
    ["delivery_failed", [], "attention"],
    ["delivered", ["exception"], "done"],
    ["expired", [], "done"],
  ] as const)("%s with %j is %s", (status, flags, group) => {
    expect(groupOf(stored({ status, flags: [...flags] }))).toBe(group);
  });

  it("A number without an answer waits, a parcel that was taken down is done", () => {
    expect(groupOf({ key: "number:1", followed: true, addedAt: 0, asOf: 0 })).toBe("waiting");
    expect(groupOf(stored({}, { gone: true }))).toBe("done");
  });

  it("The van comes before the truck, an earlier date before a later one, no date last", () => {
    const eta = (from: string) => ({ from, through: from });
    const groups = grouped([
      stored({ token: "undated" }),
      stored({ token: "later", eta: eta("2026-03-05T10:00:00Z") }),
      stored({ token: "earlier", eta: eta("2026-03-03T10:00:00Z") }),
      stored({ token: "van", status: "out_for_delivery" }),
    ]);
    expect(groups.moving.map(({ key }) => key)).toEqual(["van", "earlier", "later", "undated"]);
  });

  it("What arrived last is first among what is done", () => {
    const groups = grouped([
      stored({ token: "old", status: "delivered", delivered_at: "2026-03-01T10:00:00Z" }),
      stored({ token: "new", status: "delivered", delivered_at: "2026-03-02T10:00:00Z" }),
    ]);
    expect(groups.done.map(({ key }) => key)).toEqual(["new", "old"]);
  });
});
