// Wallets of other people's making against the published binary: viem, ethers and siwe sign for Ethereum, Solana's Wallet Standard,
// tweetnacl and bs58 for Solana.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createSignInMessage, createSignInMessageText, parseSignInMessageText, verifySignIn } from "@solana/wallet-standard-util";
import bs58 from "bs58";
import { SigningKey, Wallet } from "ethers";
import { SiweMessage } from "siwe";
import nacl from "tweetnacl";
import { generatePrivateKey, privateKeyToAccount } from "viem/accounts";
import { createSiweMessage, parseSiweMessage } from "viem/siwe";
import { startEdge } from "../e2e/edge.mjs";

const paths = {
  signIn: ["/api/v1/session/challenge", "/api/v1/session/wallet"],
  link: ["/api/v1/session/wallets/challenge", "/api/v1/session/wallets"],
};

let edge;

before(async () => {
  // Each test signs in several times from one address.
  edge = await startEdge({ settings: { EDGE_RATELIMITING__SIGNIN: "0" } });
});

after(() => edge?.stop());

/** A browser without pages: it keeps cookies. */
class Browser {
  cookies = new Map();

  async post(path, body) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { "content-type": "application/json", origin: edge.origin, ...(cookie ? { cookie } : {}) };
    const answer = await fetch(edge.origin + path, { method: "POST", headers, body: JSON.stringify(body) });
    for (const set of answer.headers.getSetCookie()) {
      const [name, ...value] = set.split(";")[0].split("=");
      this.cookies.set(name, value.join("="));
    }
    return { status: answer.status, body: await answer.json() };
  }

  /** Asks for a challenge, has it signed and sends it. */
  async prove(way, { chain, address, sign }) {
    const [ask, send] = paths[way];
    const challenge = await this.post(ask, { chain, ...(address ? { address } : {}) });
    assert.equal(challenge.status, 200, JSON.stringify(challenge.body));
    return this.post(send, { chain, ...(await sign(challenge.body)) });
  }
}

async function signedIn() {
  const browser = new Browser();
  const token = new URL(await edge.signInLink()).hash.slice("#token=".length);
  assert.equal((await browser.post("/api/v1/session", { token })).status, 200);
  return browser;
}

/** What every library says of a challenge. */
const fieldsOf = ({ domain, statement, uri, version, nonce, issued_at, expires_at }) => ({ domain, statement, uri, version, nonce, issued_at, expires_at });

const viemWallet = (change = {}) => {
  const account = privateKeyToAccount(generatePrivateKey());
  const sign = async (challenge) => {
    const { issued_at, expires_at, ...fields } = fieldsOf(challenge);
    const terms = { ...fields, address: account.address, chainId: Number(challenge.chain_id), issuedAt: new Date(issued_at), expirationTime: new Date(expires_at) };
    const message = createSiweMessage({ ...terms, ...change });
    return { message, signature: await account.signMessage({ message }) };
  };
  return { chain: "ethereum", sign, account };
};

const siweWallet = () => {
  const wallet = Wallet.createRandom();
  const sign = async (challenge) => {
    const { issued_at, expires_at, ...fields } = fieldsOf(challenge);
    const terms = { ...fields, address: wallet.address, chainId: Number(challenge.chain_id), issuedAt: issued_at, expirationTime: expires_at };
    const message = new SiweMessage(terms).prepareMessage();
    return { message, signature: await wallet.signMessage(message) };
  };
  return { chain: "ethereum", sign };
};

/** The service's own text, signed by whatever ethers finds in a key. */
const ethersWallet = () => {
  const wallet = new Wallet(new SigningKey(generatePrivateKey()));
  const sign = async ({ message }) => ({ message, signature: await wallet.signMessage(message) });
  return { chain: "ethereum", address: wallet.address.toLowerCase(), sign };
};

const toBase64 = (bytes) => Buffer.from(bytes).toString("base64");

/** A wallet with the feature solana:signIn: it makes the message of what it is given. */
const standardWallet = () => {
  const keys = nacl.sign.keyPair();
  const address = bs58.encode(keys.publicKey);
  const sign = async (challenge) => {
    const { issued_at, expires_at, ...fields } = fieldsOf(challenge);
    const input = { ...fields, address, chainId: challenge.chain_id, issuedAt: issued_at, expirationTime: expires_at };
    const signedMessage = createSignInMessage(input);
    const signature = nacl.sign.detached(signedMessage, keys.secretKey);
    assert.ok(verifySignIn(input, { account: { publicKey: keys.publicKey }, signedMessage, signature }));
    return { message: new TextDecoder().decode(signedMessage), signature: toBase64(signature) };
  };
  return { chain: "solana", sign };
};

/** A wallet that signs texts alone. */
const textWallet = () => {
  const keys = nacl.sign.keyPair();
  const sign = async ({ message }) => ({ message, signature: toBase64(nacl.sign.detached(new TextEncoder().encode(message), keys.secretKey)) });
  return { chain: "solana", address: bs58.encode(keys.publicKey), sign };
};

const wallets = {
  viem: viemWallet,
  siwe: siweWallet,
  ethers: ethersWallet,
  "Solana's Wallet Standard": standardWallet,
  tweetnacl: textWallet,
};

for (const [name, make] of Object.entries(wallets)) {
  test(`a wallet of ${name} is refused until it is linked, then signs in`, async () => {
    const wallet = make();
    const user = await signedIn();
    const stranger = await new Browser().prove("signIn", wallet);
    const linked = await user.prove("link", wallet);
    const entered = await new Browser().prove("signIn", wallet);

    assert.equal(stranger.status, 401);
    assert.match(stranger.body.type, /#wallet-unknown$/);
    assert.equal(linked.status, 200, JSON.stringify(linked.body));
    assert.equal(entered.status, 200, JSON.stringify(entered.body));
    assert.equal(entered.body.via, "session");
  });
}

test("every signature of a hundred keys is taken", async () => {
  // The recovery id, and the lengths of r and s, differ from one to the next.
  const user = await signedIn();
  for (let i = 0; i < 100; i++) {
    const answer = await user.prove("link", i % 2 ? ethersWallet() : viemWallet());
    assert.ok(answer.status === 200 || /#wallets-full$/.test(answer.body.type), JSON.stringify(answer.body));
  }
});

test("viem, siwe and the Wallet Standard read the service's message as the service does", async () => {
  const ethereum = privateKeyToAccount(generatePrivateKey());
  const solana = bs58.encode(nacl.sign.keyPair().publicKey);
  const browser = new Browser();
  const ofEthereum = (await browser.post(paths.signIn[0], { chain: "ethereum", address: ethereum.address })).body;
  const ofSolana = (await browser.post(paths.signIn[0], { chain: "solana", address: solana })).body;

  const byViem = parseSiweMessage(ofEthereum.message);
  const bySiwe = new SiweMessage(ofEthereum.message);
  const byStandard = parseSignInMessageText(ofSolana.message);

  for (const read of [byViem, bySiwe, byStandard]) {
    const challenge = read === byStandard ? ofSolana : ofEthereum;
    assert.deepEqual(
      [read.domain, read.address, read.statement, read.uri, read.version, String(read.chainId), read.nonce],
      [challenge.domain, challenge.address, challenge.statement, challenge.uri, challenge.version, challenge.chain_id, challenge.nonce],
    );
    for (const [said, meant] of [[read.issuedAt, challenge.issued_at], [read.expirationTime, challenge.expires_at]])
      assert.equal(new Date(said).getTime(), new Date(meant).getTime());
  }
  assert.equal(bySiwe.prepareMessage(), ofEthereum.message);
  assert.equal(createSignInMessageText(byStandard), ofSolana.message);
  assert.equal(byViem.address, ethereum.address);
});

const changes = {
  "another domain": [{ domain: "evil.example" }, /Domain/],
  "another statement": [{ statement: "Give me everything" }, /Statement/],
  "another page": [{ uri: "https://evil.example" }, /URI/],
  "another chain": [{ chainId: 5 }, /Chain ID/],
  "resources": [{ resources: ["https://example.com/"] }, /Resources/],
  "a request id": [{ requestId: "1" }, /Request ID/],
  "an old time": [{ issuedAt: new Date(0) }, /Issued At/],
  "an end that is over": [{ expirationTime: new Date(0) }, /Expiration Time/],
  "a beginning to come": [{ notBefore: new Date(Date.now() + 60_000) }, /Not Before/],
};

for (const [name, [change, fault]] of Object.entries(changes)) {
  test(`a message with ${name}, truly signed, is refused and the field is named`, async () => {
    const answer = await new Browser().prove("signIn", viemWallet(change));

    assert.equal(answer.status, 422, JSON.stringify(answer.body));
    assert.match(answer.body.errors.message.join(), fault);
  });
}

test("a message with a nonce of the signer's own is refused", async () => {
  const answer = await new Browser().prove("signIn", viemWallet({ nonce: "ab".repeat(36) }));

  assert.equal(answer.status, 401);
  assert.match(answer.body.type, /#challenge-invalid$/);
});
