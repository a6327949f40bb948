import { randomUUID } from "node:crypto";

/** Speaks to the API as a signed-in operator, to set a scene before the browser enters it. */
export async function signedIn(edge) {
  const token = new URL(await edge.signInLink()).hash.slice("#token=".length);
  let cookie = "";
  const call = async (method, path, body, type = "application/json") => {
    const answer = await fetch(edge.origin + path, {
      method,
      headers: {
        cookie,
        origin: edge.origin,
        "content-type": type,
        ...(method === "GET" ? {} : { "idempotency-key": randomUUID() }),
      },
      body: body === undefined ? undefined : typeof body === "string" ? body : JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
    const set = answer.headers.getSetCookie().map((line) => line.split(";")[0]);
    if (set.length > 0) cookie = set.join("; ");
    return answer.status === 204 ? null : answer.json();
  };
  await call("POST", "/api/v1/session", { token });
  return {
    createShipment: (shipment) => call("POST", "/api/v1/shipments", shipment),
    listEvents: (id) => call("GET", `/api/v1/shipments/${id}/events?limit=200`),
    listProofs: (id) => call("GET", `/api/v1/shipments/${id}/proofs`),
    readShipment: (id) => call("GET", `/api/v1/shipments/${id}`),
    archiveShipment: (id) => call("POST", `/api/v1/shipments/${id}/archive`),
    appendEvent: (id, event) => call("POST", `/api/v1/shipments/${id}/events`, event),
  };
}
