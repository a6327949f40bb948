// npm run perf:cdn: readers of public pages through Varnish while events arrive. Prints the hit rate, how many requests the service was
// spared, and how long after its acknowledgement an event was seen. With --record it also writes its section of perf/RESULTS.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, release, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from '../scripts/build.mjs';
import { Failure, main, root, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { importShipments } from './harness/shipments.mjs';
import { operatorKey } from './operator.mjs';
import { writeSection } from './results.mjs';
import { freePorts, Service } from './service.mjs';

const heading = '# What npm run perf:cdn measured last';
const shipments = 5000;
const seconds = 20;
const readers = 32;
const writesPerSecond = 20;
const secret = 'of-this-measurement-only';
const readAgent = new Agent({ keepAlive: true, maxSockets: readers * 2 });
const { values: options } = parseArgs({ options: { record: { type: 'boolean' } } });

await main(async () => {
  await needPackages('cdn');
  await build();
  const [port] = await freePorts(1);
  const service = await Service.prepare({
    EDGE_CACHING__VARNISH: `http://127.0.0.1:${port}`,
    EDGE_CACHING__VARNISHSECRET: secret,
  });
  const varnish = await startVarnish(port, service.port);
  try {
    await service.start();
    await within(() => get(port, '/health/live').then(({ status }) => status === 200), 'Varnish has no node');
    const key = await operatorKey(service);
    const all = await step(`Make ${shipments} shipments`, async () => (await importShipments(service, key, shipments, 'CDN')).map(({ id, token }) => ({ id, path: `/s/${token}.json`, events: 0 })));
    const before = await originReads(service);
    const seen = await step(`${readers} readers and ${writesPerSecond} events a second for ${seconds} s`, () => load(port, service, key, all));
    const rows = summary(seen, (await originReads(service)) - before);
    console.log(`\n${rows.map(([name, value]) => `${name.padEnd(64)}${value.padStart(14)}`).join('\n')}\n`);
    if (options.record) record(rows);
    return 0;
  } finally {
    await varnish.stop();
    await service.remove();
  }
});

async function startVarnish(port, nodePort) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-varnish-'));
  copyFileSync(path.join(root, 'deploy/varnish/edge.vcl'), path.join(folder, 'edge.vcl'));
  writeFileSync(path.join(folder, 'backends.vcl'), `
    backend node { .host = "127.0.0.1"; .port = "${nodePort}"; }
    sub edge_backend { set req.backend_hint = node; }
    acl edge_purgers { "localhost"; }
    sub edge_secret { set req.http.X-Edge-Expected = "${secret}"; }
  `);
  const where = ['-F', '-j', 'none', '-n', path.join(folder, 'work'), '-a', `127.0.0.1:${port}`, '-T', 'none', '-s', 'malloc,256M'];
  const what = ['-f', path.join(folder, 'edge.vcl'), '-p', `vcl_path=${folder}`, '-p', 'http_gzip_support=off'];
  const server = spawn('/usr/sbin/varnishd', [...where, ...what], { stdio: 'ignore' });
  const ended = once(server, 'exit');
  return {
    stop: async () => {
      server.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function load(port, service, key, all) {
  const pick = zipf(all);
  const until = performance.now() + seconds * 1000;
  const seen = { reads: 0, hits: 0, stale: 0, errors: 0, writes: 0, delays: [], times: [] };
  const read = async () => {
    while (performance.now() < until) {
      const start = performance.now();
      const { status, cache } = await get(port, pick().path);
      seen.times.push(performance.now() - start);
      seen.reads++;
      if (status !== 200) seen.errors++;
      if (cache.startsWith('varnish; hit')) seen.hits++;
      if (cache.includes('stale')) seen.stale++;
    }
  };
  const write = async () => {
    const agent = new Agent({ keepAlive: true });
    const watched = [];
    for (let i = 0; performance.now() < until; i++) {
      const shipment = pick();
      await append(agent, service, key, shipment);
      seen.writes++;
      // Every tenth is looked for, as whoever waits for it would.
      if (i % 10 === 0) watched.push(seenAfter(port, shipment, shipment.events).then((ms) => seen.delays.push(ms)));
      await pause(1000 / writesPerSecond);
    }
    await Promise.all(watched);
  };
  await Promise.all([write(), ...Array.from({ length: readers }, read)]);
  return seen;
}

async function append(agent, service, key, shipment) {
  const body = JSON.stringify({ event_time: new Date(Date.UTC(2026, 0, 1) + shipment.events++ * 60_000).toISOString(), status: 'in_transit' });
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'content-length': body.length };
  const { status, text } = await exchange({ agent, port: service.port, method: 'POST', path: `/api/v1/shipments/${shipment.id}/events`, headers }, body);
  if (status !== 201) throw new Failure(`An event was answered ${status}: ${text}`);
}

async function seenAfter(port, shipment, events) {
  const start = performance.now();
  await within(async () => JSON.parse((await get(port, shipment.path)).text).events.length >= Math.min(events, 200), 'An event was not seen');
  return performance.now() - start;
}

async function get(port, target) {
  const { status, headers, text } = await exchange({ agent: readAgent, port, path: target }).catch(() => ({ status: 0, headers: {}, text: '' }));
  return { status, text, cache: headers['cache-status'] ?? '' };
}

function exchange(target, body = '') {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', ...target }, (answer) => {
      const parts = [];
      answer.on('data', (part) => parts.push(part));
      answer.on('end', () => resolve({ status: answer.statusCode, headers: answer.headers, text: Buffer.concat(parts).toString() }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

async function within(condition, message) {
  for (const until = performance.now() + 30_000; !(await condition()); await pause(5)) if (performance.now() > until) throw new Failure(message);
}

/** The n-th is asked for 1/n times as often as the first. */
function zipf(all) {
  const sums = [];
  all.forEach((_, i) => sums.push((sums[i - 1] ?? 0) + 1 / (i + 1)));
  return () => {
    const wanted = Math.random() * sums.at(-1);
    let [low, high] = [0, sums.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return all[low];
  };
}

/** How many public pages the service itself has answered. */
async function originReads(service) {
  const metrics = await (await fetch(`http://127.0.0.1:${service.adminPort}/metrics`)).text();
  const lines = metrics.split('\n').filter((line) => line.startsWith('http_server_request_duration_seconds_count') && line.includes('/s/{token}.json'));
  return lines.reduce((sum, line) => sum + Number(line.split(' ')[1] ?? 0), 0);
}

function summary(seen, origin) {
  const at = (values, share) => values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
  return [
    ['Reads a second (the load generator is the limit)', (seen.reads / seconds).toFixed(0)],
    ['Events a second meanwhile', (seen.writes / seconds).toFixed(1)],
    ['Hit rate', `${((100 * seen.hits) / seen.reads).toFixed(2)} %`],
    ['Reads that reached the service', `${origin} of ${seen.reads}`],
    ['Origin offload', `${(100 * (1 - origin / seen.reads)).toFixed(2)} %`],
    ['Stale answers while revalidating', String(seen.stale)],
    ['Errors', String(seen.errors)],
    ['Read, p50 / p99', `${at(seen.times, 0.5).toFixed(1)} / ${at(seen.times, 0.99).toFixed(1)} ms`],
    ['An event is seen after, p50 / slowest', `${at(seen.delays, 0.5).toFixed(0)} / ${at(seen.delays, 1).toFixed(0)} ms`],
  ];
}

function record(rows) {
  const machine = `${cpus().length} x ${cpus()[0].model.trim()}, Linux ${release()}, ${new Date().toISOString().slice(0, 10)}`;
  const about = `${shipments} public pages by Zipf(1.0), ${readers} readers and one writer through Debian's Varnish with deploy/varnish/edge.vcl, all on this machine.`;
  writeSection(heading, [machine, '', about, '', '| what | measured |', '|---|---|', ...rows.map(([name, value]) => `| ${name} | ${value} |`)]);
}
