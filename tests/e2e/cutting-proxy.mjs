import { once } from "node:events";
import { createServer, request } from "node:http";

/** A random number generator that gives the same numbers for the same seed (mulberry32). */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * Stands between the browser and the service. `decide` says for each request what happens to it: "before" cuts the connection
 * instead of passing the request on, "after" once the service has answered, "middle" in the middle of that answer, "refuse" answers
 * 503; anything else lets it through. `seen` is told of every answer of the service, also of those the browser never gets.
 */
export async function startProxy(target, { decide = () => null, seen = () => {} } = {}) {
  const { hostname, port: targetPort } = new URL(target);
  const proxy = { decide, seen, rewrite: null };
  const server = createServer(async (asked, answer) => {
    const body = await read(asked);
    const how = body && proxy.decide(asked, body);
    if (!body || how === "before") return asked.socket.destroy();
    if (how === "refuse") return answer.writeHead(503, { "retry-after": "1" }).end();
    if (proxy.rewrite) wantWhole(asked.headers);
    const given = await forward(hostname, targetPort, asked, body).catch(() => null);
    if (!given) return asked.socket.destroy();
    proxy.seen(asked, body, given);
    if (how === "after") return asked.socket.destroy();
    const bytes = proxy.rewrite?.(asked, given) ?? given.bytes;
    const headers = { ...given.headers, "content-length": bytes.length };
    delete headers["transfer-encoding"];
    answer.writeHead(given.status, headers);
    if (how !== "middle") return answer.end(asked.method === "HEAD" ? undefined : bytes);
    answer.write(bytes.subarray(0, bytes.length / 2), () => asked.socket.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  proxy.origin = `http://localhost:${server.address().port}`;
  proxy.stop = async () => {
    server.closeAllConnections();
    server.close();
    await once(server, "close");
  };
  return proxy;
}

/** Null when the browser broke off. */
async function read(stream) {
  const pieces = [];
  try {
    for await (const piece of stream) pieces.push(piece);
  } catch {
    return null;
  }
  return Buffer.concat(pieces);
}

/** What is to be rewritten must come, and come readable. */
function wantWhole(headers) {
  for (const name of ["accept-encoding", "if-none-match", "if-modified-since"]) delete headers[name];
}

function forward(hostname, port, asked, body) {
  return new Promise((resolve, reject) => {
    const passed = request({ hostname, port, method: asked.method, path: asked.url, headers: asked.headers });
    passed.on("error", reject);
    passed.on("response", async (given) => {
      const bytes = await read(given);
      if (bytes) resolve({ status: given.statusCode, headers: given.headers, bytes });
      else reject(new Error("cut by the service"));
    });
    passed.end(body);
  });
}
