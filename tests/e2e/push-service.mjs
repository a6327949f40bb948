// A push service and a browser's half of a subscription: what the service sends is read by http_ece, which is not ours.
import { createECDH, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import ece from "http_ece";

/** Keeps what it is sent; `answer` says with what status it answers. */
export async function startPushService() {
  const received = [];
  const waiting = [];
  const service = { received, answer: () => 201, headers: {} };
  const server = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      const message = { path: request.url, headers: request.headers, body: Buffer.concat(parts) };
      response.writeHead(service.answer(message), service.headers).end();
      received.push(message);
      for (const wake of waiting.splice(0)) wake();
    });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  service.origin = `http://127.0.0.1:${server.address().port}`;
  /** Waits until so many messages have come and gives the last of them. */
  service.wait = async (count) => {
    const patience = AbortSignal.timeout(30_000);
    while (received.length < count) {
      patience.throwIfAborted();
      await Promise.race([
        new Promise((resolve) => waiting.push(resolve)),
        new Promise((resolve) => setTimeout(resolve, 500)),
      ]);
    }
    return received[count - 1];
  };
  service.stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return service;
}

/** Keys as a browser makes them for a subscription, and what it does with them. */
export function newDevice(service, name) {
  const ecdh = createECDH("prime256v1");
  const p256dh = ecdh.generateKeys();
  const auth = randomBytes(16);
  return {
    endpoint: `${service.origin}/push/${name}`,
    keys: { p256dh: p256dh.toString("base64url"), auth: auth.toString("base64url") },
    read: (message) =>
      ece
        .decrypt(message.body, {
          version: "aes128gcm",
          privateKey: ecdh,
          authSecret: auth.toString("base64url"),
        })
        .toString("utf8"),
  };
}
