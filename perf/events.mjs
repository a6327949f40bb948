// npm run perf:events: durable events a second through HTTP, one a request and in batches of 100, over 64 connections.
// npm run perf:events -- --postgres   measures a PostgreSQL of its own instead of SQLite.
// With --record it also writes its section of perf/RESULTS.md.
import { writeFileSync } from 'node:fs';
import { cpus, release } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { capture, Failure, main, root, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { median } from './harness/stats.mjs';
import { importShipments } from './harness/shipments.mjs';
import { operatorKey } from './operator.mjs';
import { Postgres } from './postgres.mjs';
import { writeSection } from './results.mjs';
import { Service } from './service.mjs';

const shipments = 2000;
const rounds = 3;
const roundSeconds = 5;
const day = 86_400;
const { values: options } = parseArgs({ options: { postgres: { type: 'boolean' }, record: { type: 'boolean' } } });

await main(async () => {
  await needPackages('perf');
  await build();
  const server = options.postgres ? await Postgres.start() : undefined;
  const service = await Service.prepare(server && { EDGE_STORAGE__DATABASE: server.url });
  try {
    await service.start();
    const key = await operatorKey(service);
    const ids = await step(`Make ${shipments} shipments`, async () => (await importShipments(service, key, shipments, 'PERF')).map(({ id }) => id));
    const rates = { single: [], batched: [] };
    for (let round = 0; round < rounds; round++) {
      rates.single.push(await step('One a request', () => load(service, key, ids, round, 1)));
      rates.batched.push(await step('Batches of 100', () => load(service, key, ids, round, 100)));
    }
    for (const [name, values] of Object.entries(rates)) console.log(`${name}: ${Math.round(median(values))} acknowledged events/s (${values.map(Math.round).join(', ')})`);
    if (options.record) await record(rates);
    return 0;
  } finally {
    await service.remove();
    await server?.stop();
  }
});

/** Gives the events that were acknowledged in a second. */
async function load(service, key, ids, round, batch) {
  const file = path.join(service.folder, 'ids.txt');
  writeFileSync(file, `${ids.join('\n')}\n`);
  // A second an event, in the weeks behind us: PostgreSQL keeps the events of the last months in partitions of their own.
  const from = String(Math.floor(Date.now() / 1000) - (40 - 5 * (round * 2 + (batch === 1 ? 0 : 1))) * day);
  const env = { BATCH: String(batch), IDS: file, KEY: key, RUN: `${batch}-${round}`, FROM: from };
  const { stdout, stderr } = await capture('wrk', ['-t1', '-c64', `-d${roundSeconds}s`, '-s', path.join(root, 'perf/events.lua'), service.url], { env });
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (!rate || /Non-2xx/.test(stdout)) throw new Failure(`wrk failed:\n${stdout}${stderr}`);
  return Number(rate) * batch;
}

async function record(rates) {
  const commit = (await capture('git', ['describe', '--always', '--dirty'])).stdout.trim();
  const database = options.postgres ? 'PostgreSQL' : 'SQLite';
  writeSection(`# What npm run perf:events measured last on ${database}`, [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, Linux ${release()}, commit ${commit}, load by wrk -t1 -c64 on the same processors.`,
    `Each request has a key of its own, each event is new, ${shipments} shipments take turns. An event counts when its commit is on disk. Rounds in their order.`,
    '',
    '| a request | acknowledged events/s | rounds |',
    '|---|---:|---|',
    ...Object.entries(rates).map(([name, values]) => `| ${name} | ${Math.round(median(values))} | ${values.map(Math.round).join(', ')} |`),
  ]);
}
