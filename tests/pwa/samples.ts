import type { PublicShipment } from "../../pwa/src/api/types";
import type { StoredParcel } from "../../pwa/src/offline/database";

export const shipment = (changes: Partial<PublicShipment> = {}): PublicShipment => ({
  token: "tok-1",
  carrier: "ups",
  carrier_name: "UPS",
  number: "1Z999AA10123456784",
  status: "in_transit",
  flags: [],
  explanation: { event_id: "e1", rule: "ups.I" },
  has_details: false,
  events: [
    {
      id: "e1",
      at: "2026-03-02T09:00:00Z",
      precision: "minute",
      classifier: "actual",
      status: "in_transit",
      correction: false,
    },
  ],
  fresh_as_of: "2026-03-02T09:00:00Z",
  ...changes,
});

export const stored = (
  changes: Partial<PublicShipment> = {},
  parcel: Partial<StoredParcel> = {},
): StoredParcel => {
  const given = shipment(changes);
  return {
    key: given.token,
    token: given.token,
    followed: true,
    addedAt: 0,
    asOf: 0,
    shipment: given,
    ...parcel,
  };
};

/** Answers for `fetch`, by method and path; anything else is a network error. Keeps what was asked. */
export function service(answers: Record<string, () => Response | Promise<Response>>) {
  const asked: Request[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(new URL(String(input), "http://edge.test"), init);
    asked.push(request);
    const { pathname, search } = new URL(request.url);
    const answer =
      answers[`${request.method} ${pathname}${search}`] ?? answers[`${request.method} ${pathname}`];
    if (!answer) throw new TypeError("network error");
    return answer();
  };
  return { fetch, asked };
}

export const json = (body: unknown, init: ResponseInit = {}) =>
  new Response(JSON.stringify(body), { headers: { "content-type": "application/json" }, ...init });

export const problem = (status: number, slug: string, more: object = {}) =>
  json({ type: `/docs/problems#${slug}`, title: slug, status, request_id: "r-1", ...more }, { status });
