// The requests whose cost is held: those that most of the traffic is made of.

const second = 1000;
const firstEvent = Date.UTC(2026, 3, 1);

/**
 * What each of them sends; many is how often it is sent in a round. Every event is new, under a key of its own. Instructions of writes are
 * not held: how many share a commit is up to the threads, and rounds differ by 12 %.
 */
export function hotRequests({ key, id, view, script }) {
  const authorization = { Authorization: `Bearer ${key}` };
  const brotli = { 'Accept-Encoding': 'gzip, deflate, br' };
  const read = (path, headers) => () => ({ path, headers, status: 200 });
  let made = 0;
  const event = () => ({ event_time: new Date(firstEvent + made++ * second).toISOString(), status: 'in_transit', location: { city: 'Leipzig', country: 'DE' } });
  const append = (path, status, body) => () => ({ path, method: 'POST', status, headers: { ...authorization, 'Idempotency-Key': `count-${made}` }, body: JSON.stringify(body()) });
  return [
    { name: 'bare', many: { instructions: 1280 }, next: read('/health/live', {}) },
    { name: 'script', many: { bytes: 25600, instructions: 1280 }, next: read(script, brotli) },
    { name: 'view', many: { bytes: 25600, instructions: 1280 }, next: read(view, brotli) },
    { name: 'read', many: { bytes: 6400, instructions: 640 }, next: read(`/api/v1/shipments/${id}`, authorization) },
    { name: 'list', many: { bytes: 3200, instructions: 384 }, next: read('/api/v1/shipments?limit=50', authorization) },
    { name: 'append', many: { bytes: 640 }, next: append(`/api/v1/shipments/${id}/events`, 201, event) },
    { name: 'append-batch', many: { bytes: 64 }, next: append('/api/v1/events', 200, () => ({ items: Array.from({ length: 100 }, () => ({ shipment_id: id, event: event() })) })) },
  ];
}
