// Requests signed by two packages of other people, against the published binary: what RFC 9421 says is read twice more, independently.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash, createHmac, generateKeyPairSync, randomUUID, webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { request as httpRequest } from "node:http";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { appendSignature, createSignature, webcrypto as providers } from "http-message-sig";
import { createSigner, httpbis } from "http-message-signatures";
import { repository, startEdge } from "../e2e/edge.mjs";

const covered = ["@method", "@authority", "@path", "@query"];
let edge;
let cookie;

before(async () => {
  edge = await startEdge();
  const token = new URL(await edge.signInLink()).hash.slice("#token=".length);
  const answer = await fetch(`${edge.origin}/api/v1/session`, { method: "POST", headers: json, body: JSON.stringify({ token }) });
  cookie = answer.headers.getSetCookie()[0].split(";")[0];
});

after(() => edge?.stop());

const json = { "content-type": "application/json" };

/** An API key that only takes signed requests. */
async function issue(algorithm, publicKey) {
  const signing = { algorithm, required: true, ...(publicKey ? { public_key: publicKey.export({ type: "spki", format: "pem" }) } : {}) };
  const answer = await fetch(`${edge.origin}/api/v1/api-keys`, {
    method: "POST",
    headers: { ...json, cookie, origin: edge.origin },
    body: JSON.stringify({ name: algorithm, role: "operator", signing }),
  });
  assert.equal(answer.status, 201, await answer.clone().text());
  return answer.json();
}

const digestOf = (body) => `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
const newShipment = (reference) => JSON.stringify({ number: `EDGE${Math.floor(Math.random() * 1e9)}`, carrier: "other", reference });

// ---- http-message-signatures

const byHand = {
  hmac_sha256: async () => {
    const issued = await issue("hmac_sha256");
    return createSigner(Buffer.from(issued.signing_key, "base64"), "hmac-sha256", issued.api_key.id);
  },
  ed25519: async () => {
    const pair = generateKeyPairSync("ed25519");
    return createSigner(pair.privateKey, "ed25519", (await issue("ed25519", pair.publicKey)).api_key.id);
  },
  ecdsa_p256_sha256: async () => {
    const pair = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
    return createSigner(pair.privateKey, "ecdsa-p256-sha256", (await issue("ecdsa_p256_sha256", pair.publicKey)).api_key.id);
  },
};

/** Signs a request with http-message-signatures. */
function signed(key, method, url, body) {
  const headers = { host: new URL(url).host, "idempotency-key": randomUUID() };
  const fields = [...covered, "idempotency-key"];
  if (body !== undefined) {
    Object.assign(headers, json, { "content-digest": digestOf(body) });
    fields.push("content-type", "content-digest");
  }
  const params = ["created", "expires", "nonce", "alg", "keyid"];
  return httpbis.signMessage({ key, fields, params, paramValues: { nonce: randomUUID() } }, { method, url, headers });
}

const send = ({ method, url, headers }, body) => fetch(url, { method, headers, body });

for (const [algorithm, signer] of Object.entries(byHand)) {
  test(`http-message-signatures signs by ${algorithm}`, async () => {
    const key = await signer();
    const body = newShipment(algorithm);
    const write = await signed(key, "POST", `${edge.origin}/api/v1/shipments`, body);

    const created = await send(write, body);
    const again = await send(write, body);
    const list = await send(await signed(key, "GET", `${edge.origin}/api/v1/shipments?limit=1&search=${encodeURIComponent(algorithm)}`));

    assert.equal(created.status, 201, await created.clone().text());
    assert.equal(again.status, 401);
    assert.match((await again.json()).type, /#signature-replayed$/);
    assert.equal(list.status, 200, await list.clone().text());
    assert.equal((await list.json()).items[0].reference, algorithm);
  });

  test(`a request that http-message-signatures signed by ${algorithm} cannot be changed`, async () => {
    const key = await signer();
    const body = newShipment("right");
    const write = () => signed(key, "POST", `${edge.origin}/api/v1/shipments`, body);
    const other = `${edge.origin}/api/v1/shipments?x=1`;
    const changed = [
      [await write(), newShipment("wrong"), "digest-mismatch"],
      [{ ...(await write()), url: other }, body, "signature-invalid"],
      [{ ...(await write()), method: "PUT", url: `${edge.origin}/api/v1/shipments/${randomUUID()}` }, body, "signature-invalid"],
    ];
    for (const [request, sent, slug] of changed) {
      const answer = await send(request, sent);
      assert.match((await answer.json()).type, new RegExp(`#${slug}$`));
    }
  });
}

// ---- http-message-sig

const bySig = {
  hmac_sha256: async () => {
    const issued = await issue("hmac_sha256");
    const secret = Buffer.from(issued.signing_key, "base64");
    return [issued, { algorithm: "hmac-sha256", sign: (data) => createHmac("sha256", secret).update(data).digest() }];
  },
  ed25519: async () => {
    const pair = generateKeyPairSync("ed25519");
    const jwk = pair.privateKey.export({ format: "jwk" });
    const key = await webcrypto.subtle.importKey("jwk", jwk, "Ed25519", false, ["sign"]);
    return [await issue("ed25519", pair.publicKey), providers.signer(key)];
  },
};

for (const [algorithm, keyAndSigner] of Object.entries(bySig)) {
  test(`http-message-sig signs by ${algorithm}`, async () => {
    const [issued, signer] = await keyAndSigner();
    const body = newShipment(algorithm);
    const request = new Request(`${edge.origin}/api/v1/shipments`, {
      method: "POST",
      headers: { ...json, "content-digest": digestOf(body), "idempotency-key": randomUUID() },
      body,
    });
    const fields = await createSignature(request, {
      components: ["@method", "@target-uri", "content-digest", "idempotency-key"],
      parameters: { created: Math.floor(Date.now() / 1000), nonce: randomUUID(), alg: signer.algorithm, keyid: issued.api_key.id },
      label: "edge",
      signer,
    });

    const bare = await fetch(request.url, { method: "POST", headers: { ...json, authorization: `Bearer ${issued.secret}` }, body });
    const created = await fetch(new Request(request, { headers: appendSignature(request.headers, fields) }));

    assert.match((await bare.json()).type, /#signature-missing$/);
    assert.equal(created.status, 201, await created.clone().text());
  });
}

test("a request whose host was changed is refused", async () => {
  const key = await byHand.ed25519();
  const { headers } = await signed(key, "GET", `${edge.origin}/api/v1/shipments`);
  const status = await new Promise((resolve, reject) => {
    const call = httpRequest(`${edge.origin}/api/v1/shipments`, { headers: { ...headers, host: "other.example" } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    call.on("error", reject).end();
  });

  assert.equal(status, 401);
});

test("the lines for the shell in docs/SIGNED-REQUESTS.md sign", async () => {
  const issued = await issue("hmac_sha256");
  const [, lines] = /```sh\n(.*?)```/s.exec(readFileSync(join(repository, "docs/SIGNED-REQUESTS.md"), "utf8"));
  const env = { ...process.env, edge: edge.origin, key_id: issued.api_key.id, signing_key: issued.signing_key };

  const printed = execFileSync("sh", ["-eu", "-c", lines], { env, encoding: "utf8" });

  assert.equal(JSON.parse(printed).reference, "signed by hand", printed);
});
