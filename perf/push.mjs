// npm run perf:push: one new status each of 1,000 parcels, to which 100 devices each are subscribed. Prints how fast the notifications leave (made,
// encrypted, signed for, sent over HTTP to a push service on this machine, settled in the database) and what memory the service took for
// it. The push service is this script, and shares the cores. With --record it also writes its section of perf/RESULTS.md.
import { createECDH, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { cpus, release } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { Failure, main, step } from '../scripts/run.mjs';
import { operatorKey, post } from './operator.mjs';
import { writeSection } from './results.mjs';
import { Service } from './service.mjs';

const heading = '# What npm run perf:push measured last';
const subscribers = 32;
const perParcel = 100;
const patienceMs = 20 * 60_000;
const { values: options } = parseArgs({ options: { record: { type: 'boolean' }, devices: { type: 'string', default: '100000' } } });
const devices = Number(options.devices);

await main(async () => {
  await build();
  const pushService = await startPushService();
  const service = await Service.prepare({
    EDGE_PUSH__TESTSERVICES: pushService.origin,
    EDGE_PUSH__PERPARCEL: String(perParcel),
    EDGE_RATELIMITING__SUBSCRIBE: '0',
  });
  try {
    await service.start();
    const headers = { authorization: `Bearer ${await operatorKey(service)}` };
    const parcels = await step('Make the parcels', () => makeParcels(service, headers));
    await step(`Subscribe ${devices} devices`, () => subscribe(service, pushService, parcels));
    const before = service.memory();
    const seen = await step('Tell each of one status', () => fanOut(service, pushService, parcels, headers));
    const rows = [
      ['notifications', String(seen.count)],
      ['devices that were told', String(seen.distinct)],
      ['first one after the first event', `${seen.first.toFixed(0)} ms`],
      ['last one after the first event', `${(seen.last / 1000).toFixed(1)} s`],
      ['notifications a second', (seen.count / (seen.last / 1000)).toFixed(0)],
      ['memory of the service before', `${before.toFixed(0)} MB`],
      ['most memory of the service meanwhile', `${seen.memory.toFixed(0)} MB`],
    ];
    console.log(`\n${rows.map(([name, value]) => `${name.padEnd(48)}${value.padStart(14)}`).join('\n')}\n`);
    if (options.record) record(rows);
    return seen.distinct === devices ? 0 : 1;
  } finally {
    await service.remove();
    pushService.stop();
  }
});

async function startPushService() {
  const told = new Set();
  const state = { told, count: 0, first: 0, last: 0 };
  const server = createServer((message, answer) => {
    message.resume();
    message.on('end', () => {
      state.last = performance.now();
      state.first ||= state.last;
      state.count++;
      told.add(message.url);
      answer.writeHead(201).end();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  state.origin = `http://127.0.0.1:${server.address().port}`;
  state.stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return state;
}

async function makeParcels(service, headers) {
  const parcels = [];
  for (let i = 0; i < devices / perParcel; i++)
    parcels.push(await (await post(service, '/api/v1/shipments', { number: `PUSHED${i}`, carrier: 'other' }, headers)).json());
  return parcels;
}

async function subscribe(service, pushService, parcels) {
  const ecdh = createECDH('prime256v1');
  const keys = { p256dh: ecdh.generateKeys().toString('base64url'), auth: randomBytes(16).toString('base64url') };
  const agent = new Agent({ keepAlive: true, maxSockets: subscribers });
  let next = 0;
  const one = async () => {
    while (next < devices) {
      const parcel = parcels[next % parcels.length].token;
      const body = { endpoint: `${pushService.origin}/push/${next++}`, keys, scope: 'parcel', parcel, statuses: ['delivered'], language: 'en' };
      const status = await put(agent, `${service.url}/api/v1/subscriptions`, JSON.stringify(body));
      if (status !== 200) throw new Failure(`A subscription was answered with ${status}`);
    }
  };
  await Promise.all(Array.from({ length: subscribers }, one));
  agent.destroy();
}

function put(agent, url, body) {
  return new Promise((resolve, reject) => {
    const call = request(url, { method: 'PUT', agent, headers: { 'content-type': 'application/json' } }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode));
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function fanOut(service, pushService, parcels, headers) {
  const event = { event_time: new Date().toISOString(), status: 'delivered' };
  const begin = performance.now();
  for (const { id } of parcels) await post(service, `/api/v1/shipments/${id}/events`, event, headers);
  let memory = 0;
  while (pushService.told.size < devices && performance.now() - begin < patienceMs) {
    await pause(100);
    memory = Math.max(memory, service.memory());
  }
  const { count, told, first, last } = pushService;
  return { count, distinct: told.size, first: first - begin, last: last - begin, memory };
}

function record(rows) {
  const machine = `${cpus().length} cores of ${cpus()[0].model.trim()}, Linux ${release()}; the push service runs on the same cores.`;
  writeSection(heading, [`${new Date().toISOString().slice(0, 10)}, ${machine}`, '', '| what | value |', '|---|---:|', ...rows.map((row) => `| ${row.join(' | ')} |`), '']);
}
