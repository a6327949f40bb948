// Notifications of the published binary, read by packages of other people: http_ece decrypts what it sends, web-push makes the keys that
// it signs with, and Node's crypto verifies the tokens (RFC 8291, RFC 8292).
import assert from "node:assert/strict";
import { createPublicKey, verify } from "node:crypto";
import { after, before, test } from "node:test";
import webpush from "web-push";
import { startEdge } from "../e2e/edge.mjs";
import { signedIn } from "../e2e/operator.mjs";
import { newDevice, startPushService } from "../e2e/push-service.mjs";

const vapid = webpush.generateVAPIDKeys();
const contact = "mailto:operator@parcels.example";
let service;
let edge;
let operator;

before(async () => {
  service = await startPushService();
  edge = await startEdge({
    settings: {
      EDGE_PUSH__TESTSERVICES: service.origin,
      EDGE_PUSH__VAPIDKEY: vapid.privateKey,
      EDGE_PUSH__CONTACT: contact,
    },
  });
  operator = await signedIn(edge);
});

after(async () => {
  await edge?.stop();
  await service?.stop();
});

const subscribe = (device, parcel, more = {}) =>
  fetch(`${edge.origin}/api/v1/subscriptions`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      endpoint: device.endpoint,
      keys: device.keys,
      scope: "parcel",
      parcel,
      statuses: ["out_for_delivery", "delivered"],
      language: "fr",
      ...more,
    }),
  });

const append = (id, status) => operator.appendEvent(id, { event_time: new Date().toISOString(), status });

test("The public key that browsers are given belongs to the private key that web-push made", async () => {
  const { key } = await (await fetch(`${edge.origin}/api/v1/subscriptions/key`)).json();
  assert.equal(key, vapid.publicKey);
});

test("http_ece reads what was sent, and the token beside it verifies", async () => {
  const device = newDevice(service, "one");
  const parcel = await operator.createShipment({ number: "PUSHED1", carrier: "other" });
  assert.equal((await subscribe(device, parcel.token)).status, 200);

  await append(parcel.id, "delivered");
  const message = await service.wait(1);

  const { web_push, notification } = JSON.parse(device.read(message));
  assert.equal(web_push, 8030);
  assert.equal(notification.title, "Livré");
  assert.equal(notification.navigate, `${edge.origin}/s/${parcel.token}`);
  assert.ok(message.body.length < 3000, `${message.body.length} bytes`);
  assert.equal(message.headers["content-encoding"], "aes128gcm");
  assert.match(message.headers.ttl, /^\d+$/);
  const [, token, key] = /^vapid t=([\w.-]+), k=([\w-]+)$/.exec(message.headers.authorization);
  assert.equal(key, vapid.publicKey);
  const claims = verified(token, key);
  assert.equal(claims.aud, service.origin);
  assert.equal(claims.sub, contact);
  const left = claims.exp - Date.now() / 1000;
  assert.ok(left > 0 && left <= 24 * 60 * 60, `${left} s`);
});

test("Another device cannot read it", async () => {
  assert.ok(service.received.length > 0);
  assert.throws(() => newDevice(service, "other").read(service.received[0]));
});

test("What a push service answers decides: gone is forgotten", async () => {
  const device = newDevice(service, "gone");
  const parcel = await operator.createShipment({ number: "PUSHED2", carrier: "other" });
  assert.equal((await subscribe(device, parcel.token)).status, 200);
  service.answer = ({ path }) => (path === "/push/gone" ? 410 : 201);
  const before = service.received.length;

  await append(parcel.id, "out_for_delivery");
  await service.wait(before + 1);
  const end = Date.now() + 10_000;
  let items;
  do {
    const answer = await fetch(`${edge.origin}/api/v1/subscriptions/find`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ endpoint: device.endpoint }),
    });
    ({ items } = await answer.json());
  } while (items.length > 0 && Date.now() < end);
  assert.deepEqual(items, []);
});

/** The claims of a token of ES256 (RFC 7515), if its signature is right. */
function verified(token, key) {
  const [header, claims, signature] = token.split(".");
  assert.deepEqual(JSON.parse(Buffer.from(header, "base64url")), { typ: "JWT", alg: "ES256" });
  const point = Buffer.from(key, "base64url");
  const jwk = {
    kty: "EC",
    crv: "P-256",
    x: point.subarray(1, 33).toString("base64url"),
    y: point.subarray(33).toString("base64url"),
  };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  const isRight = verify(
    "sha256",
    Buffer.from(`${header}.${claims}`),
    { key: publicKey, dsaEncoding: "ieee-p1363" },
    Buffer.from(signature, "base64url"),
  );
  assert.ok(isRight, "the signature is not right");
  return JSON.parse(Buffer.from(claims, "base64url"));
}
