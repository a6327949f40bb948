// @vitest-environment happy-dom
import { createSignInMessage, verifySignIn } from "@solana/wallet-standard-util";
import bs58 from "bs58";
import { render } from "preact";
import { act } from "preact/test-utils";
import nacl from "tweetnacl";
import { type Hex, hexToString, verifyMessage } from "viem";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage } from "viem/siwe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WalletSection } from "../../pwa/src/features/account/wallets";
import { WalletSignIn } from "../../pwa/src/features/sign-in/wallet-sign-in";
import { walletText } from "../../pwa/src/ui/wallet-strings";

let root: HTMLElement;
let stops: (() => void)[];

beforeEach(() => {
  root = document.createElement("div");
  document.body.append(root);
  stops = [];
});

afterEach(() => {
  render(null, root);
  root.remove();
  for (const stop of stops) stop();
  vi.unstubAllGlobals();
});

const account = privateKeyToAccount(generatePrivateKey());
const keys = nacl.sign.keyPair();
const solanaAddress = bs58.encode(keys.publicKey);
const linked: Record<string, string>[] = [];

function challengeOf(chain: string, address?: string) {
  const fields = {
    domain: "edge.example",
    statement: "Sign in to Edge.",
    uri: "https://edge.example",
    version: "1" as const,
    nonce: "ab".repeat(36),
  };
  const [issued, expires] = [new Date(0), new Date(300_000)];
  const terms = { ...fields, chainId: 1, issuedAt: issued, expirationTime: expires };
  const message =
    chain === "ethereum"
      ? createSiweMessage({ ...terms, address: account.address })
      : new TextDecoder().decode(solanaMessage());
  const times = { issued_at: issued.toISOString(), expires_at: expires.toISOString() };
  return {
    ...fields,
    ...times,
    chain_id: chain === "ethereum" ? "1" : "mainnet",
    ...(address ? { message } : {}),
  };
}

const solanaInput = () => {
  const { issued_at, expires_at, chain_id, ...fields } = challengeOf("none");
  return {
    ...fields,
    address: solanaAddress,
    chainId: "mainnet",
    issuedAt: issued_at,
    expirationTime: expires_at,
  };
};
const solanaMessage = () =>
  createSignInMessage({
    domain: "edge.example",
    address: solanaAddress,
    statement: "Sign in to Edge.",
    uri: "https://edge.example",
    version: "1",
    chainId: "mainnet",
    nonce: "ab".repeat(36),
    issuedAt: new Date(0).toISOString(),
    expirationTime: new Date(300_000).toISOString(),
  });

/** Answers as the service would, and checks signatures with libraries of others. */
function stubService(status = 200) {
  const asked: string[] = [];
  const answer = (body: unknown, code = 200) =>
    new Response(JSON.stringify(body), { status: code, headers: { "content-type": "application/json" } });
  vi.stubGlobal("fetch", async (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url}`);
    const body = init.body ? JSON.parse(String(init.body)) : null;
    if (url.endsWith("/challenge")) return answer(challengeOf(body.chain, body.address));
    if (init.method === "GET") return answer({ items: linked });
    if (init.method === "DELETE") return new Response(null, { status: 204 });
    const good =
      body.chain === "ethereum"
        ? await verifyMessage({ address: account.address, message: body.message, signature: body.signature })
        : nacl.sign.detached.verify(
            new TextEncoder().encode(body.message),
            Uint8Array.from(atob(body.signature), (letter) => letter.charCodeAt(0)),
            keys.publicKey,
          );
    if (!good)
      return answer({ type: "/docs/problems#wallet-signature-invalid", title: "Wrong", status: 401 }, 401);
    if (status === 401)
      return answer(
        { type: "/docs/problems#wallet-unknown", title: "Nobody here signs in with this wallet", status },
        401,
      );
    return answer(url.endsWith("/wallets") ? { id: "1", ...body } : { via: "session", permissions: [] });
  });
  return asked;
}

/** An extension that announces itself (EIP-6963) and signs for real. */
function announceEthereum(name: string, refuse = false) {
  const provider = {
    request: async ({ method, params }: { method: string; params?: [Hex, string] }) => {
      if (method === "eth_requestAccounts") return [account.address.toLowerCase()];
      if (refuse || method !== "personal_sign" || !params)
        throw Object.assign(new Error("no"), { code: 4001 });
      return account.signMessage({ message: hexToString(params[0]) });
    },
  };
  const announce = () =>
    dispatchEvent(
      new CustomEvent("eip6963:announceProvider", { detail: { info: { uuid: name, name }, provider } }),
    );
  addEventListener("eip6963:requestProvider", announce);
  stops.push(() => removeEventListener("eip6963:requestProvider", announce));
}

/** A wallet of the Wallet Standard; without solana:signIn it signs texts alone. */
function registerSolana(name: string, features: "solana:signIn" | "solana:signMessage") {
  const signed = (message: Uint8Array) => [
    { signedMessage: message, signature: nacl.sign.detached(message, keys.secretKey) },
  ];
  const wallet = {
    name,
    chains: ["solana:mainnet"],
    features: {
      "standard:connect": { connect: async () => ({ accounts: [{ address: solanaAddress }] }) },
      ...(features === "solana:signIn"
        ? {
            [features]: {
              signIn: async (input: object) => {
                const [output] = signed(createSignInMessage({ ...input, address: solanaAddress } as never));
                expect(
                  verifySignIn(solanaInput(), { ...output, account: { publicKey: keys.publicKey } } as never),
                ).toBe(true);
                return [output];
              },
            },
          }
        : { [features]: { signMessage: async ({ message }: { message: Uint8Array }) => signed(message) } }),
    },
  };
  const ready = (event: Event) => (event as CustomEvent).detail.register(wallet);
  addEventListener("wallet-standard:app-ready", ready);
  stops.push(() => removeEventListener("wallet-standard:app-ready", ready));
}

const buttons = () => [...root.querySelectorAll("button")];
const settle = () => act(() => new Promise((resolve) => setTimeout(resolve, 60)));

async function press(text: string) {
  const button = buttons().find((one) => one.textContent?.includes(text));
  expect(button, root.textContent ?? "").toBeDefined();
  await act(() => button?.click());
  await settle();
}

async function showSignIn() {
  const entered = vi.fn();
  await act(() => render(<WalletSignIn onEntered={entered} />, root));
  await settle();
  return entered;
}

describe("Signing in with a wallet", () => {
  it("Says so where there is none", async () => {
    stubService();
    await showSignIn();
    expect(root.textContent).toContain(walletText.none);
    expect(buttons()).toHaveLength(0);
  });

  it.each([
    ["Fox (Ethereum)", () => announceEthereum("Fox")],
    ["Ghost (Solana)", () => registerSolana("Ghost", "solana:signIn")],
    ["Plain (Solana)", () => registerSolana("Plain", "solana:signMessage")],
  ])("Enters with %s", async (label, install) => {
    const asked = stubService();
    install();
    const entered = await showSignIn();
    await press(label);
    expect(entered).toHaveBeenCalledOnce();
    expect(asked).toEqual(["POST /api/v1/session/challenge", "POST /api/v1/session/wallet"]);
  });

  it("Finds a wallet that announces itself late, and a lone one of before by its place", async () => {
    stubService();
    vi.stubGlobal("ethereum", { request: async () => [] });
    await showSignIn();
    expect(buttons().map((one) => one.textContent)).toEqual([`${walletText.nameless} (Ethereum)`]);
    announceEthereum("Fox");
    await act(() => void dispatchEvent(new Event("eip6963:requestProvider")));
    expect(buttons().map((one) => one.textContent)).toEqual(["Fox (Ethereum)"]);
  });

  it("Says that nothing has changed when the person said no", async () => {
    const asked = stubService();
    announceEthereum("Fox", true);
    const entered = await showSignIn();
    await press("Fox");
    expect(root.querySelector("[role=status]")?.textContent).toBe(walletText.declined);
    expect(entered).not.toHaveBeenCalled();
    expect(asked).toEqual(["POST /api/v1/session/challenge"]);
  });

  it("Says when nobody here uses the wallet", async () => {
    stubService(401);
    announceEthereum("Fox");
    const entered = await showSignIn();
    await press("Fox");
    expect(root.querySelector("[role=alert]")?.textContent).toContain(
      "Nobody here signs in with this wallet",
    );
    expect(entered).not.toHaveBeenCalled();
  });

  it("Says when the wallet fails", async () => {
    stubService();
    vi.stubGlobal("ethereum", { request: async () => [] });
    await showSignIn();
    await press(walletText.nameless);
    expect(root.textContent).toContain(walletText.failed);
  });
});

describe("The wallets of an account", () => {
  it("Are listed, added and removed", async () => {
    const asked = stubService();
    linked.push({
      id: "7",
      chain: "solana",
      address: solanaAddress,
      name: "Ghost",
      created_at: "2026-01-01T00:00:00Z",
    });
    announceEthereum("Fox");
    await act(() => render(<WalletSection />, root));
    await settle();
    expect(root.textContent).toContain(`${solanaAddress.slice(0, 6)}…`);
    await press("Add a wallet");
    await press("Fox (Ethereum)");
    await press("Remove");
    await press("Remove for good");
    const list = "GET /api/v1/session/wallets";
    const adding = ["POST /api/v1/session/wallets/challenge", "POST /api/v1/session/wallets"];
    expect(asked).toEqual([list, ...adding, list, "DELETE /api/v1/session/wallets/7", list]);
  });
});
