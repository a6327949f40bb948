// npm run perf:quick: size, start, memory and throughput of the published binary against perf/budgets.json, in two minutes.
// npm run perf:quick -- --record   also writes its section of perf/RESULTS.md.
import { readFileSync, statSync } from 'node:fs';
import { cpus, release } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { binary, build } from '../scripts/build.mjs';
import { capture, Failure, main, root, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { judge } from './budget.mjs';
import { median } from './harness/stats.mjs';
import { operatorKey, post } from './operator.mjs';
import { writeSection } from './results.mjs';
import { Service } from './service.mjs';

const starts = 20;
const settleMs = 3000;
const rounds = 5;
const roundSeconds = 2;
const million = 1e6;

const words = {
  binary_mb: 'Binary, MB',
  start_ms: 'Exec to first 200, ms',
  idle_mb: 'Idle memory, MB',
  bare_rps: 'Bare answer, requests/s',
  shell_rps: 'App shell, requests/s',
  read_rps: 'Indexed read, requests/s',
  shell_ratio: 'App shell to bare answer',
  read_ratio: 'Indexed read to bare answer',
};

await main(async () => {
  await needPackages('perf');
  await build();
  const budgets = JSON.parse(readFileSync(path.join(root, 'perf/budgets.json'), 'utf8'));
  const service = await Service.prepare();
  try {
    const values = { binary_mb: statSync(binary).size / million };
    values.start_ms = await step(`Start ${starts} times`, () => measureStarts(service));
    await service.start();
    await pause(settleMs);
    values.idle_mb = service.memory();
    Object.assign(values, await step('Throughput', () => measureThroughput(service)));
    const rows = Object.entries(words).map(([name, word]) => row(word, values[name], budgets[name]));
    console.log(`\n${table(rows)}\n`);
    if (process.argv.includes('--record')) await record(rows);
    return rows.some(({ verdict }) => verdict === 'over') ? 1 : 0;
  } finally {
    await service.remove();
  }
});

/** A cold process on a warm page cache, with a database that is in use. */
async function measureStarts(service) {
  await service.inUse();
  const times = [];
  for (let i = 0; i < starts; i++) {
    times.push(await service.start());
    await service.stop();
  }
  return median(times);
}

/** The three take turns, so that a noisy neighbour hits them alike. */
async function measureThroughput(service) {
  const { secret, id } = await oneShipment(service);
  const targets = {
    bare: ['/health/live'],
    shell: ['/'],
    read: [`/api/v1/shipments/${id}`, '-H', `Authorization: Bearer ${secret}`],
  };
  const results = { bare: [], shell: [], read: [] };
  for (const [address, ...headers] of Object.values(targets)) await load(service.url + address, headers, 1);
  for (let round = 0; round < rounds; round++)
    for (const [name, [address, ...headers]] of Object.entries(targets)) results[name].push(await load(service.url + address, headers, roundSeconds));
  const ratio = (name) => median(results[name].map((value, round) => value / results.bare[round]));
  return {
    bare_rps: median(results.bare),
    shell_rps: median(results.shell),
    read_rps: median(results.read),
    shell_ratio: ratio('shell'),
    read_ratio: ratio('read'),
  };
}

async function load(url, headers, seconds) {
  const { code, stdout, stderr } = await capture('wrk', ['-t1', '-c64', `-d${seconds}s`, ...headers, url]);
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (code !== 0 || !rate || /Non-2xx/.test(stdout)) throw new Failure(`wrk on ${url} failed:\n${stdout}${stderr}`);
  return Number(rate);
}

/** Makes the shipment that is read. */
async function oneShipment(service) {
  const secret = await operatorKey(service);
  const headers = { authorization: `Bearer ${secret}`, 'idempotency-key': 'perf-1' };
  const created = await post(service, '/api/v1/shipments', { number: '1Z999AA10123456784' }, headers);
  const { id } = await created.json();
  return { secret, id };
}

function row(word, value, bound) {
  const digits = value >= 1000 ? 0 : value >= 10 ? 1 : 2;
  const limit = !bound ? '' : bound.max === undefined ? `at least ${bound.min}` : `at most ${bound.max}`;
  return { word, value: value.toFixed(digits), limit, verdict: bound ? judge(value, bound) : '' };
}

function table(rows) {
  return rows.map(({ word, value, limit, verdict }) => `${word.padEnd(30)}${value.padStart(8)}  ${limit.padEnd(16)}  ${verdict}`).join('\n');
}

async function record(rows) {
  const commit = (await capture('git', ['describe', '--always', '--dirty'])).stdout.trim();
  const lines = [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, Linux ${release()}, commit ${commit}, load by wrk -t1 -c64 on the same processors.`,
    '',
    '| measure | value | bound | verdict |',
    '|---|---:|---|---|',
    ...rows.map(({ word, value, limit, verdict }) => `| ${word} | ${value} | ${limit} | ${verdict} |`),
  ];
  writeSection('# What npm run perf:quick measured last', lines);
}
