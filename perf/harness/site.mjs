// The bytes that are compared: a script of the web app and the public view of a parcel, laid out as files for the others.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture, Failure } from '../../scripts/run.mjs';
import { operatorKey, post } from '../operator.mjs';
import { decode, exchange } from './forms.mjs';

const events = 8;
const notCopied = new Set(['date', 'server', 'content-length', 'content-type', 'content-encoding', 'connection', 'etag', 'x-request-id', 'cache-status', 'transfer-encoding', 'last-modified']);

/** Makes the parcel whose public view is asked for; gives its address. */
export async function publicView(service, key) {
  const authorization = `Bearer ${key}`;
  const created = await post(service, '/api/v1/shipments', { number: '1Z999AA10123456784' }, { authorization, 'idempotency-key': 'perf-1' });
  const { id, token } = await created.json();
  for (let i = 0; i < events; i++) {
    const event = { event_time: new Date(Date.UTC(2026, 2, 2, i)).toISOString(), status: 'in_transit', location: { city: `Stop ${i}`, country: 'CH' } };
    await post(service, `/api/v1/shipments/${id}/events`, event, { authorization, 'idempotency-key': `perf-event-${i}` });
  }
  return { address: `/s/${token}.json`, id };
}

/** The script that the page loads first. */
export async function mainScript(service) {
  const page = await exchange(`${service.url}/`, { 'Accept-Encoding': 'identity' });
  const found = /<script type="module"[^>]* src="([^"]+)"/.exec(page.body.toString());
  if (!found) throw new Failure('The page of the web app names no script.');
  return found[1];
}

/** A folder with what Edge sends for these addresses, x in full and x.br as it goes to browsers, and the headers it sends with them. */
export async function makeSite(service, addresses) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-site-'));
  const forms = {};
  let headers;
  for (const address of addresses) {
    const file = path.join(folder, address);
    mkdirSync(path.dirname(file), { recursive: true });
    const [full, small] = [await exchange(service.url + address, { 'Accept-Encoding': 'identity' }), await exchange(service.url + address, { 'Accept-Encoding': 'br' })];
    if (full.status !== 200 || small.coding !== 'br' || !decode(small).equals(full.body)) throw new Failure(`Edge does not send ${address} in full and in brotli.`);
    writeFileSync(file, full.body);
    writeFileSync(`${file}.br`, small.body);
    forms[address] = { plain: full.body, small: small.body, type: full.headers['content-type'] };
    headers ??= Object.fromEntries(Object.entries(full.headers).filter(([name]) => !notCopied.has(name)));
  }
  await capture('chmod', ['-R', 'a+rX', folder]);
  return { folder, forms, headers, ready: addresses[0], remove: () => rmSync(folder, { recursive: true }) };
}

/** A running Edge with one public view and an operator's key, and the site of both. */
export async function edgeSite(service) {
  await service.start();
  const key = await operatorKey(service);
  const { address: view, id } = await publicView(service, key);
  const script = await mainScript(service);
  return { key, id, view, script, site: await makeSite(service, [script, view]) };
}
