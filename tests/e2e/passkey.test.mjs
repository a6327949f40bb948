// Passkeys in Chromium with its virtual authenticator, and the page with devices and keys.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fitsWidth, violations } from "./axe.mjs";
import { desktop, launch, openWindow, phone } from "./browser.mjs";
import { repository, startEdge } from "./edge.mjs";

const screenshots = join(repository, "artifacts/screenshots");
const firefox = "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0";
let edge;
let browser;

before(async () => {
  await mkdir(screenshots, { recursive: true });
  // Many sign in from one address within a minute.
  edge = await startEdge({ settings: { EDGE_RATELIMITING__SIGNIN: "0" } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await edge?.stop();
});

/** A window whose device keeps passkeys; `by hand` where no field is to be filled in by itself. */
async function withAuthenticator({ byHand = true, ...options } = {}) {
  const window = await openWindow(browser, edge.origin, { ...phone, ...options });
  const cdp = await window.context.newCDPSession(window.page);
  await cdp.send("WebAuthn.enable");
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  if (byHand)
    await window.page.addInitScript(() => {
      PublicKeyCredential.isConditionalMediationAvailable = async () => false;
    });
  return { ...window, cdp, authenticatorId };
}

async function enterByLink(page) {
  await page.goto(await edge.signInLink());
  // From the same page it is only another fragment, and what was there before has a button to sign in, too.
  await page.getByText("Your sign-in link is here.").waitFor();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

const atWork = (page) => page.getByRole("heading", { level: 1, name: "Shipments" }).waitFor();

async function signOut(page) {
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(`${edge.origin}/`);
}

/** Signed in by link, with a passkey made as it was offered. */
async function settled(options) {
  const window = await withAuthenticator(options);
  await enterByLink(window.page);
  await window.page.getByRole("button", { name: "Make a passkey for this device" }).click();
  await atWork(window.page);
  return window;
}

async function close({ context, faults }) {
  await context.close();
  assert.deepEqual(faults, []);
}

test("Who came by link is offered a passkey once, signs out and comes back with it", async () => {
  const window = await settled();
  const { page, cdp, authenticatorId } = window;
  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
  assert.equal(credentials.length, 1);
  assert.equal(credentials[0].rpId, "localhost");
  assert.equal(credentials[0].isResidentCredential, true);

  await signOut(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await atWork(page);
  await page.goto("/account");
  await page.getByText("by passkey").waitFor();
  await page.getByText(/last used/).waitFor();

  await signOut(page);
  await enterByLink(page);
  await atWork(page);
  await close(window);
});

for (const [name, alg] of [
  ["EdDSA", -8],
  ["ES256", -7],
])
  test(`A passkey of ${name} is made and signs in`, async () => {
    const window = await withAuthenticator();
    await window.page.addInitScript((only) => {
      const create = navigator.credentials.create.bind(navigator.credentials);
      navigator.credentials.create = async (options) => {
        options.publicKey.pubKeyCredParams = [{ type: "public-key", alg: only }];
        const made = await create(options);
        globalThis.made = made.response.getPublicKeyAlgorithm();
        return made;
      };
    }, alg);
    const { page } = window;
    await enterByLink(page);
    await page.getByRole("button", { name: "Make a passkey for this device" }).click();
    await atWork(page);
    assert.equal(await page.evaluate(() => globalThis.made), alg);
    await signOut(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await atWork(page);
    await close(window);
  });

test("Where browsers fill in passkeys by themselves nobody has to press anything", async () => {
  const window = await settled({ byHand: false });
  const { page } = window;
  await signOut(page);
  await page.goto("/sign-in");
  await atWork(page);
  await close(window);
});

test("A passkey gets a name, and is removed", async () => {
  const window = await settled();
  const { page, cdp, authenticatorId } = window;
  await page.goto("/account");
  await page.getByText("Passkeys", { exact: true }).waitFor();
  // The device has one already, and says so.
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByText("This device has a passkey already").waitFor();
  const mine = page.getByRole("listitem").filter({ hasText: "on one device only" }).last();
  await mine.getByRole("button", { name: "Rename" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Work telephone");
  await page.getByRole("button", { name: "Save" }).click();
  const named = page.getByRole("listitem").filter({ hasText: "Work telephone" });
  await named.waitFor();
  await named.getByRole("button", { name: "Remove" }).click();
  await named.getByRole("button", { name: "Press again to remove" }).click();
  await named.waitFor({ state: "detached" });

  await signOut(page);
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("The passkey is not accepted").waitFor();
  await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("No passkey was chosen.").waitFor();
  await close(window);
});

test("A copy of a passkey whose counter lags behind is refused", async () => {
  const window = await settled();
  const { page, cdp, authenticatorId } = window;
  const { credentials } = await cdp.send("WebAuthn.getCredentials", { authenticatorId });
  for (let times = 0; times < 2; times++) {
    await signOut(page);
    await page.goto("/sign-in");
    await page.getByRole("button", { name: "Sign in with a passkey" }).click();
    await atWork(page);
  }
  await signOut(page);
  await cdp.send("WebAuthn.clearCredentials", { authenticatorId });
  await cdp.send("WebAuthn.addCredential", { authenticatorId, credential: credentials[0] });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("The passkey is not accepted").waitFor();
  await close(window);
});

test("A passkey that did not check who uses it is refused, by the browser and by the service", async () => {
  const window = await settled();
  const { page, cdp, authenticatorId } = window;
  await signOut(page);
  await cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("No passkey was chosen.").waitFor();

  await page.addInitScript(() => {
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = (options) => {
      options.publicKey.userVerification = "discouraged";
      return get(options);
    };
  });
  await page.goto("/sign-in");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await page.getByText("The passkey is not accepted").waitFor();
  await close(window);
});

test("A device that was lost is signed out from another one", async () => {
  const lost = await openWindow(browser, edge.origin, { ...phone, userAgent: firefox });
  const mine = await openWindow(browser, edge.origin, desktop);
  for (const { page } of [lost, mine]) {
    await enterByLink(page);
    await atWork(page);
  }
  const { page } = mine;
  await page.goto("/account");
  const row = page.getByRole("listitem").filter({ hasText: "Firefox on Android" });
  await row.getByRole("button", { name: "Sign out" }).click();
  await row.getByRole("button", { name: "Press again: sign out Firefox on Android" }).click();
  await row.waitFor({ state: "detached" });
  assert.equal((await lost.page.request.get("/api/v1/shipments")).status(), 401);
  await lost.page.goto("/operator");
  await lost.page.getByText("Sign in to see and change shipments.").waitFor();

  await page.getByRole("button", { name: "Sign out all others" }).click();
  await page.getByRole("button", { name: "Press again to sign out all others" }).click();
  await page.getByRole("button", { name: /all others/ }).waitFor({ state: "detached" });
  assert.equal((await page.request.get("/api/v1/shipments")).status(), 200);
  await close(lost);
  await close(mine);
});

for (const [size, options] of Object.entries({ phone, desktop }))
  for (const colorScheme of ["light", "dark"])
    test(`Sign-in and account are accessible on a ${size}, ${colorScheme}`, async () => {
      const how = { ...options, colorScheme, reducedMotion: "reduce" };
      const look = async (page, name) => {
        assert.deepEqual(await violations(page), [], name);
        assert.ok(await fitsWidth(page), `${name} scrolls sideways`);
        await page.screenshot({
          path: join(screenshots, `${name}-${size}-${colorScheme}.png`),
          fullPage: true,
        });
      };
      const outside = await openWindow(browser, edge.origin, how);
      await outside.page.goto("/sign-in");
      await outside.page.getByRole("button", { name: "Sign in with a passkey" }).waitFor();
      await look(outside.page, "sign-in");
      await outside.page.getByText("No passkey yet, or lost it? Use a link").click();
      await look(outside.page, "sign-in-link");
      await close(outside);

      const other = await openWindow(browser, edge.origin, { ...phone, userAgent: firefox });
      await enterByLink(other.page);
      await atWork(other.page);
      await close(other);
      // The end of the session of the debugger in which axe runs takes the device's authenticator with it.
      const inside = await withAuthenticator(how);
      const { page } = inside;
      await enterByLink(page);
      await page.getByRole("button", { name: "Make a passkey for this device" }).waitFor();
      await look(page, "sign-in-offer");
      await page.getByRole("button", { name: "Not now" }).click();
      await atWork(page);
      await page.goto("/account");
      await page.getByText("Firefox on Android").first().waitFor();
      await look(page, "account");
      await page.getByRole("button", { name: "Rename" }).first().click();
      await look(page, "account-rename");
      await close(inside);
    });

for (const [size, options] of Object.entries({ phone, desktop }))
  for (const colorScheme of ["light", "dark"])
    test(`An administrator removes a user's passkey on a ${size}, ${colorScheme}`, async () => {
      const admin = await openWindow(browser, edge.origin, {
        ...options,
        colorScheme,
        reducedMotion: "reduce",
      });
      const { page } = admin;
      const name = `Dora ${size} ${colorScheme}`;
      await enterByLink(page);
      await atWork(page);
      await page.goto("/operator/users");
      const add = page.getByRole("form", { name: "Add user" });
      await add.getByLabel("Name").fill(name);
      await add.getByRole("button", { name: "Add user" }).click();
      const user = await withAuthenticator();
      await user.page.goto((await page.locator(".access-link").innerText()).trim());
      await user.page.getByRole("button", { name: "Sign in", exact: true }).click();
      await user.page.getByRole("button", { name: "Make a passkey for this device" }).click();
      await atWork(user.page);

      await page.reload();
      const item = page.getByRole("listitem").filter({ hasText: name }).first();
      await item.getByText(name).first().click();
      await item.getByRole("button", { name: "Passkeys and wallets" }).click();
      await item.getByText(/Passkey · added/).waitFor();
      assert.deepEqual(await violations(page), []);
      assert.ok(await fitsWidth(page));
      await page.screenshot({
        path: join(screenshots, `ways-in-${size}-${colorScheme}.png`),
        fullPage: true,
      });
      await item.getByRole("button", { name: "Remove" }).click();
      await item.getByRole("button", { name: "Press again to remove" }).click();
      await item.getByText("They have none, and sign in by link.").waitFor();
      await item.getByText(/is removed, and they are signed out everywhere/).waitFor();

      assert.equal((await user.page.request.get("/api/v1/shipments")).status(), 401);
      await user.page.goto("/sign-in");
      await user.page.getByRole("button", { name: "Sign in with a passkey" }).click();
      await user.page.getByText("The passkey is not accepted").waitFor();
      await close(user);
      await close(admin);
    });
