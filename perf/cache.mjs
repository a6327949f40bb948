// npm run perf:cache: a cached public answer of one node, beside nginx that serves the same bytes from a file in the same run, and the hit
// rates of the memory level beside LRU on the same trace.
// npm run perf:cache -- --record   also writes its section of perf/RESULTS.md.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { cpus, release, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from '../scripts/build.mjs';
import { capture, Failure, main, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { median } from './harness/stats.mjs';
import { operatorKey, post } from './operator.mjs';
import { writeSection } from './results.mjs';
import { freePorts, Service } from './service.mjs';

const heading = '# What npm run perf:cache measured last';
const rounds = 5;
const roundSeconds = 3;
const latencySeconds = 10;
const connections = 64;
const events = 8;
const patienceMs = 10_000;
const wantedRate = 60_000;
const wantedP99Ms = 5;
const hitRates = 'FullyQualifiedName~HitRateTests';

await main(async () => {
  await needPackages('perf', 'cache');
  await build();
  const rates = await step('Hit rates', measureHitRates);
  const service = await Service.prepare();
  let nginx;
  try {
    await service.start();
    const address = await oneView(service);
    const form = await fetchForm(service.url + address);
    nginx = await startNginx(address, form);
    const rows = await step('Cached answers', () => measure(service.url + address, nginx.url + address, form));
    console.log(`\n${rows.map(({ word, value }) => `${word.padEnd(66)}${value.padStart(12)}`).join('\n')}\n\n${rates.join('\n')}\n`);
    if (process.argv.includes('--record')) await record(rows, rates, form);
  } finally {
    await nginx?.stop();
    await service.remove();
  }
});

/** The two take turns, so that a noisy neighbour hits them alike; the latency is taken at half of the rate that was reached. */
async function measure(ours, theirs, form) {
  const results = { ours: [], theirs: [] };
  for (const url of [ours, theirs]) await load(url, form, 2);
  for (let round = 0; round < rounds; round++) {
    results.ours.push(await load(ours, form, roundSeconds));
    results.theirs.push(await load(theirs, form, roundSeconds));
  }
  const rate = median(results.ours);
  const ratio = median(results.ours.map((value, round) => value / results.theirs[round]));
  const half = await paced(ours, form, rate / 2);
  return [
    { word: `Edge, requests/s (wrk -t1 -c${connections})`, value: String(Math.round(rate)) },
    { word: 'nginx, the same bytes from a file, requests/s', value: String(Math.round(median(results.theirs))) },
    { word: 'Edge to nginx', value: ratio.toFixed(2) },
    { word: `Edge, p99 at ${Math.round(half.rate)} requests/s, ms`, value: half.p99.toFixed(2) },
    { word: `Wanted: ${wantedRate} requests/s, p99 below ${wantedP99Ms} ms`, value: rate >= wantedRate && half.p99 < wantedP99Ms ? 'reached' : 'MISSED' },
  ];
}

async function load(url, form, seconds, ...more) {
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '-H', `Accept-Encoding: ${form.coding}`, ...more, url];
  const { code, stdout, stderr } = await capture('wrk', args);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (code !== 0 || !rate || /Non-2xx/.test(stdout)) throw new Failure(`wrk on ${url} failed:\n${stdout}${stderr}`);
  return Number(rate);
}

/** wrk has no pace of its own: a script has each connection wait as long as the wanted rate leaves between its requests. */
async function paced(url, form, rate) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-cache-'));
  try {
    const script = path.join(folder, 'paced.lua');
    // A connection sends at most one request in so many milliseconds; whole ones are all that wrk knows, so it alternates between two.
    const gap = (connections / rate) * 1000;
    writeFileSync(script, `function delay() return math.random() < ${(gap % 1).toFixed(4)} and ${Math.ceil(gap)} or ${Math.floor(gap)} end\n`);
    const args = ['-t1', `-c${connections}`, `-d${latencySeconds}s`, '--latency', '-s', script, '-H', `Accept-Encoding: ${form.coding}`, url];
    const { code, stdout, stderr } = await capture('wrk', args);
    const [, p99, unit] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
    const reached = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
    if (code !== 0 || !p99 || !reached) throw new Failure(`wrk on ${url} failed:\n${stdout}${stderr}`);
    return { rate: Number(reached), p99: Number(p99) * { us: 0.001, ms: 1, s: 1000 }[unit] };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Makes the parcel whose public view is asked for; gives its path. */
async function oneView(service) {
  const headers = { authorization: `Bearer ${await operatorKey(service)}` };
  const created = await post(service, '/api/v1/shipments', { number: '1Z999AA10123456784' }, { ...headers, 'idempotency-key': 'perf-1' });
  const { id, token } = await created.json();
  for (let i = 0; i < events; i++) {
    const event = { event_time: new Date(Date.UTC(2026, 2, 2, i)).toISOString(), status: 'in_transit', location: { city: `Stop ${i}`, country: 'CH' } };
    await post(service, `/api/v1/shipments/${id}/events`, event, { ...headers, 'idempotency-key': `perf-event-${i}` });
  }
  return `/s/${token}.json`;
}

/** The bytes as they are sent to a browser, and what is said of them. */
function fetchForm(url) {
  return new Promise((resolve, reject) => {
    const address = new URL(url);
    const socket = connect(Number(address.port), address.hostname);
    const parts = [];
    socket.on('data', (data) => parts.push(data));
    socket.on('error', reject);
    socket.on('end', () => {
      const all = Buffer.concat(parts);
      const split = all.indexOf('\r\n\r\n');
      const head = all.subarray(0, split).toString('latin1');
      if (!head.startsWith('HTTP/1.1 200')) return reject(new Failure(`${url} answered ${head}`));
      resolve({ body: all.subarray(split + 4), headers: head.split('\r\n').slice(1), coding: 'gzip, deflate, br' });
    });
    socket.write(`GET ${address.pathname} HTTP/1.1\r\nHost: edge\r\nAccept-Encoding: gzip, deflate, br\r\nConnection: close\r\n\r\n`);
  });
}

/** nginx with one worker for each processor, the file's bytes, and the same headers as ours. */
async function startNginx(address, form) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-nginx-'));
  const [port] = await freePorts(1);
  mkdirSync(path.join(folder, 'root/s'), { recursive: true });
  writeFileSync(path.join(folder, 'root', address), form.body);
  const own = /^(?:date|server|content-length|content-type|connection|etag|x-request-id|cache-status):/i;
  const same = form.headers.filter((line) => !own.test(line)).map((line) => {
    const colon = line.indexOf(':');
    return `add_header ${line.slice(0, colon)} "${line.slice(colon + 1).trim().replaceAll('"', '\\"')}";`;
  });
  writeFileSync(path.join(folder, 'nginx.conf'), `
worker_processes ${cpus().length};
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
daemon off;
events { worker_connections 1024; }
http {
  access_log off;
  sendfile on;
  keepalive_requests 100000000;
  open_file_cache max=100;
  types { application/json json; }
  client_body_temp_path ${folder}/a; proxy_temp_path ${folder}/b; fastcgi_temp_path ${folder}/c; uwsgi_temp_path ${folder}/d; scgi_temp_path ${folder}/e;
  server { listen 127.0.0.1:${port} reuseport; root ${folder}/root; ${same.join(' ')} }
}`);
  // Workers of a root's nginx run as somebody else, who must find the file.
  await capture('chmod', ['-R', 'a+rX', folder]);
  const child = spawn('nginx', ['-c', path.join(folder, 'nginx.conf'), '-p', folder], { stdio: 'ignore' });
  const ended = once(child, 'exit');
  const begin = performance.now();
  while (!(await listens(port))) {
    if (child.exitCode !== null || performance.now() - begin > patienceMs) throw new Failure(`nginx does not answer; see ${folder}/error.log`);
    await pause(20);
  }
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  return { url: `http://127.0.0.1:${port}`, stop };
}

function listens(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

/** The tests that hold the rates print them. */
async function measureHitRates() {
  const args = ['test', 'tests/Edge.Tests', '--nologo', '--filter', hitRates, '--logger', 'console;verbosity=detailed'];
  const { code, stdout, stderr } = await capture('dotnet', args);
  const lines = stdout.split('\n').map((line) => line.trim()).filter((line) => /S3-FIFO .*LRU/.test(line));
  if (code !== 0 || lines.length === 0) throw new Failure(`The hit rates were not measured:\n${stdout}${stderr}`);
  return lines;
}

async function record(rows, rates, form) {
  const [commit, version] = [await capture('git', ['describe', '--always', '--dirty']), await capture('nginx', ['-v'])];
  writeSection(heading, [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, Linux ${release()}, ${version.stderr.trim()}, commit ${commit.stdout.trim()}.`,
    `The public view of a parcel with ${events} events, ${form.body.length} bytes in brotli, asked for by wrk on the same processors. Medians of ${rounds} interleaved rounds.`,
    'nginx sends the same body and headers, but neither an entity tag of ours nor a request id.',
    '',
    '| measure | value |',
    '|---|---:|',
    ...rows.map(({ word, value }) => `| ${word} | ${value} |`),
    '',
    'Hit rates on a Zipf(1.0) trace of 200,000 shipments, each after 500,000 requests of warming:',
    '',
    ...rates.map((line) => `- ${line}`),
  ]);
}
