// @vitest-environment happy-dom
import "fake-indexeddb/auto";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { inLanguage, words } from "../../pwa/build/manifest";
import { database } from "../../pwa/src/offline/database";
import { followToken, keepShipment } from "../../pwa/src/offline/parcels";
import { countUnread, markSeen, markUnread, showBadge } from "../../pwa/src/offline/unread";
import { chooseManifest, otherLanguages } from "../../pwa/src/shell/manifest";
import { shipment } from "./samples";

beforeEach(async () => (await database()).clear("parcels"));

describe("News", () => {
  const follow = async () => {
    await keepShipment(shipment(), 100);
    await followToken("tok-1", 100);
  };

  it("Are a change of a followed parcel, and none of one that was only looked at", async () => {
    await keepShipment(shipment(), 100);
    await keepShipment(shipment({ status: "delivered" }), 200);
    expect(await countUnread()).toBe(0);
    await followToken("tok-1", 210);
    await keepShipment(shipment({ status: "returned" }), 300);
    expect(await countUnread()).toBe(1);
  });

  it("Are not the same answer once more, nor the first one after following", async () => {
    await follow();
    await keepShipment(shipment(), 200);
    expect(await countUnread()).toBe(0);
  });

  it("Last through further answers until somebody looks", async () => {
    await follow();
    await keepShipment(shipment({ status: "delivered" }), 200);
    await keepShipment(shipment({ status: "delivered" }), 300);
    expect(await countUnread()).toBe(1);
    await markSeen(["tok-1", "tok-unknown"]);
    expect(await countUnread()).toBe(0);
  });

  it("May be told by a push, of a parcel that is followed here", async () => {
    await follow();
    expect(await markUnread("tok-1")).toBe(true);
    expect(await markUnread("tok-other")).toBe(false);
    expect(await countUnread()).toBe(1);
  });

  it("Stand on the icon as long as there are any", async () => {
    const [set, clear] = [vi.fn(async () => undefined), vi.fn(async () => undefined)];
    Object.assign(navigator, { setAppBadge: set, clearAppBadge: clear });
    await follow();
    await markUnread("tok-1");
    await showBadge();
    expect(set).toHaveBeenLastCalledWith(1);
    await markSeen(["tok-1"]);
    await showBadge();
    expect(clear).toHaveBeenCalledOnce();
    set.mockRejectedValue(new Error("not allowed"));
    await markUnread("tok-1");
    await expect(showBadge()).resolves.toBeUndefined();
  });
});

describe("The manifests", () => {
  afterEach(() => document.head.replaceChildren());

  it("Are there for each language that is chosen from, each with a word for everything", () => {
    expect(Object.keys(words).sort()).toEqual([...otherLanguages].sort());
    const english = readFileSync("pwa/public/app.webmanifest", "utf8");
    for (const language of otherLanguages) {
      const manifest = inLanguage(language, english);
      expect(manifest).toMatchObject({ id: "/", lang: language });
      const said = [
        manifest.name,
        manifest.description,
        ...manifest.screenshots.map(({ label }: never) => label),
      ];
      for (const { name, short_name } of manifest.shortcuts) said.push(name, short_name);
      expect(said.filter((word) => typeof word !== "string" || word === "")).toEqual([]);
    }
  });

  it.each([
    [["de-AT", "en"], "/app.de.webmanifest"],
    [["ja-JP", "fr"], "/app.fr.webmanifest"],
    [["en-GB", "de"], "/app.webmanifest"],
    [["ja"], "/app.webmanifest"],
    [[], "/app.webmanifest"],
  ])("For %j it is %s", (languages, href) => {
    document.head.innerHTML = '<link rel="manifest" href="/app.webmanifest">';
    chooseManifest(languages);
    expect(document.querySelector("link")?.getAttribute("href")).toBe(href);
  });
});

describe("The offer to install", () => {
  const day = 86_400_000;
  let shell: typeof import("../../pwa/src/shell/install");

  beforeEach(async () => {
    localStorage.clear();
    vi.resetModules();
    vi.stubGlobal("matchMedia", () => ({ matches: false }));
    shell = await import("../../pwa/src/shell/install");
  });

  afterEach(() => vi.unstubAllGlobals());

  const offered = (outcome = "accepted") => {
    const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), {
      prompt: async () => ({ outcome }),
    });
    dispatchEvent(event);
    return event;
  };

  it("Waits for a second visit, which a reload is not", async () => {
    shell.watchInstall(day);
    expect(offered().defaultPrevented).toBe(true);
    shell.watchInstall(day + 60_000);
    expect(await shell.wayToInstall()).toBeNull();
    shell.watchInstall(2 * day);
    expect(await shell.wayToInstall()).toBe("question");
  });

  it.each(["accepted", "dismissed"])("Is made once, whatever the answer (%s)", async (outcome) => {
    shell.watchInstall(day);
    shell.watchInstall(2 * day);
    offered(outcome);
    await shell.install();
    offered(outcome);
    expect(await shell.wayToInstall()).toBeNull();
  });

  it("Is not made in the installed app", async () => {
    shell.watchInstall(day);
    shell.watchInstall(2 * day);
    offered();
    vi.stubGlobal("matchMedia", () => ({ matches: true }));
    expect(await shell.wayToInstall()).toBeNull();
  });

  it("Is not made where no answer could be kept", async () => {
    shell.watchInstall(day);
    offered();
    vi.stubGlobal("localStorage", undefined);
    expect(await shell.wayToInstall()).toBeNull();
  });
});
