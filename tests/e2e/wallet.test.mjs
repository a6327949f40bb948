// Wallets in Chromium: extensions stood in for by scripts that announce themselves as theirs do, and sign for real.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { createSignInMessage } from "@solana/wallet-standard-util";
import bs58 from "bs58";
import nacl from "tweetnacl";
import { hexToString } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { fitsWidth, violations } from "./axe.mjs";
import { desktop, launch, openWindow, phone } from "./browser.mjs";
import { repository, startEdge } from "./edge.mjs";

const screenshots = join(repository, "artifacts/screenshots");
let edge;
let browser;

before(async () => {
  await mkdir(screenshots, { recursive: true });
  edge = await startEdge({ settings: { EDGE_RATELIMITING__SIGNIN: "0" } });
  browser = await launch();
});

after(async () => {
  await browser?.close();
  await edge?.stop();
});

const atWork = (page) => page.getByRole("heading", { level: 1, name: "Shipments" }).waitFor();

/** A window with two wallets; the person at it says no to Ethereum's while `refuses` is set. */
async function withWallets(options) {
  const window = await openWindow(browser, edge.origin, options);
  const account = privateKeyToAccount(generatePrivateKey());
  const keys = nacl.sign.keyPair();
  const person = { refuses: false };
  await window.page.exposeFunction("ethereumDoes", async ({ method, params }) => {
    if (method === "eth_requestAccounts") return { result: [account.address.toLowerCase()] };
    if (person.refuses) return { error: { code: 4001, message: "User rejected the request." } };
    return { result: await account.signMessage({ message: hexToString(params[0]) }) };
  });
  await window.page.exposeFunction("solanaSigns", (input) => {
    const message = createSignInMessage({ ...input, address: bs58.encode(keys.publicKey) });
    return { message: [...message], signature: [...nacl.sign.detached(message, keys.secretKey)] };
  });
  await window.page.addInitScript(() => {
    const request = async (call) => {
      const { result, error } = await window.ethereumDoes(call);
      if (error) throw Object.assign(new Error(error.message), error);
      return result;
    };
    const detail = { info: { uuid: "1", name: "Fox" }, provider: { request } };
    addEventListener("eip6963:requestProvider", () =>
      dispatchEvent(new CustomEvent("eip6963:announceProvider", { detail })),
    );
    const signIn = async (input) => {
      const { message, signature } = await window.solanaSigns(input);
      return [{ signedMessage: new Uint8Array(message), signature: new Uint8Array(signature) }];
    };
    const ghost = { name: "Ghost", chains: ["solana:mainnet"], features: { "solana:signIn": { signIn } } };
    addEventListener("wallet-standard:app-ready", (event) => event.detail.register(ghost));
  });
  return { ...window, person };
}

async function enterByLink(page) {
  await page.goto(await edge.signInLink());
  await page.getByText("Your sign-in link is here.").waitFor();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page
    .getByRole("button", { name: /not now|later/i })
    .or(page.getByRole("heading", { level: 1, name: "Shipments" }))
    .first()
    .waitFor();
}

async function close({ context, faults }) {
  await context.close();
  assert.deepEqual(faults, []);
}

test("Wallets are refused until they are added, then sign in, and no longer once they are removed", async () => {
  const window = await withWallets({ ...phone });
  const { page, person } = window;
  const open = async () => {
    await page.goto("/sign-in");
    await page.getByText("Sign in with a wallet", { exact: true }).click();
  };
  await open();
  await page.getByRole("button", { name: "Fox (Ethereum)" }).click();
  await page.getByText("Nobody here signs in with this wallet").waitFor();
  await page.screenshot({ path: join(screenshots, "wallet-unknown-phone.png") });
  assert.deepEqual(await violations(page), []);
  assert.ok(await fitsWidth(page));

  await enterByLink(page);
  await page.goto("/account");
  for (const name of ["Fox (Ethereum)", "Ghost (Solana)"]) {
    await page.getByRole("button", { name: "Add a wallet" }).click();
    await page.getByRole("button", { name }).click();
    await page.getByRole("button", { name: "Add a wallet" }).waitFor();
  }
  const section = page.getByRole("region", { name: "Wallets" });
  await section.getByText("Ghost", { exact: false }).first().waitFor();
  await page.screenshot({ path: join(screenshots, "wallets-phone.png"), fullPage: true });
  assert.deepEqual(await violations(page), []);
  assert.ok(await fitsWidth(page));

  for (const name of ["Fox (Ethereum)", "Ghost (Solana)"]) {
    await page.goto("/operator");
    await page.getByRole("button", { name: "Sign out" }).first().click();
    await page.waitForURL(`${edge.origin}/`);
    await open();
    await page.getByRole("button", { name }).click();
    await atWork(page);
  }

  await page.goto("/account");
  await section
    .getByRole("listitem")
    .filter({ hasText: "Fox" })
    .getByRole("button", { name: "Remove" })
    .click();
  await section.getByRole("button", { name: "Remove for good" }).click();
  await section.getByText("Fox").waitFor({ state: "detached" });
  await page.goto("/operator");
  await page.getByRole("button", { name: "Sign out" }).first().click();
  await page.waitForURL(`${edge.origin}/`);
  await open();
  person.refuses = true;
  await page.getByRole("button", { name: "Fox (Ethereum)" }).click();
  await page.getByText("The wallet was told no.").waitFor();
  person.refuses = false;
  await page.getByRole("button", { name: "Fox (Ethereum)" }).click();
  await page.getByText("Nobody here signs in with this wallet").waitFor();
  await close(window);
});

test("A browser without wallets says so", async () => {
  const window = await openWindow(browser, edge.origin, { ...desktop, colorScheme: "dark" });
  await window.page.goto("/sign-in");
  await window.page.getByText("Sign in with a wallet", { exact: true }).click();
  await window.page.getByText("There is no wallet in this browser.").waitFor();
  await window.page.screenshot({ path: join(screenshots, "no-wallet-dark.png") });
  assert.deepEqual(await violations(window.page), []);
  await close(window);
});
