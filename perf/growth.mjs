// npm run perf:growth: the service over 1, 2 and 5 million events, on PostgreSQL and on SQLite, and what retention of a month
// takes; writes docs/SCALE.md. Ten minutes, 5 GB in the temporary folder.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { build } from '../scripts/build.mjs';
import { capture, Failure, main, root, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { median } from './harness/stats.mjs';
import { eventsEach, monthStart, PostgresData, SqliteData } from './growth-data.mjs';
import { report } from './growth-report.mjs';
import { operatorKey, post } from './operator.mjs';
import { Postgres } from './postgres.mjs';
import { Service } from './service.mjs';

const sizes = [1e6, 2e6, 5e6];
const reads = 300;
const corrections = 100;
const loadSeconds = 5;
const loaded = 2000;
const day = 86_400_000;
const patienceMs = 300_000;

await main(async () => {
  await needPackages('build', 'perf', 'growth');
  await build();
  const server = await Postgres.start();
  const rows = { PostgreSQL: [], SQLite: [] };
  try {
    const scratch = await Service.prepare();
    try {
      rows.PostgreSQL = await grow('PostgreSQL', new PostgresData(server));
      rows.SQLite = await grow('SQLite', new SqliteData(path.join(scratch.folder, 'growth.db')));
    } finally {
      await scratch.remove();
    }
  } finally {
    await server.stop();
  }
  const commit = (await capture('git', ['rev-parse', '--short', 'HEAD'])).stdout.trim();
  const file = path.join(root, 'docs/SCALE.md');
  writeFileSync(file, report(rows, commit, readFileSync(file, 'utf8')));
  return 0;
});

/** Fills up to each size, measures, and lets retention take the oldest month, so that the next size begins a month later. */
async function grow(engine, data) {
  const rows = [];
  let shipments = 0;
  for (const [month, size] of sizes.entries()) {
    const now = Date.now();
    const range = { from: shipments, through: size / eventsEach, month, now };
    const cutoff = monthStart(month + 1) + 6 * day + 180 * day;
    const settings = { EDGE_STORAGE__DATABASE: data.url, EDGE_TRACKING__REMOVEAFTER: `${Math.ceil((now - cutoff) / 1000)}s` };
    const service = await Service.prepare(settings);
    try {
      if (month === 0) await migrate(service);
      const began = performance.now();
      await step(`${engine}: fill up to ${size} events`, () => data.fill(range));
      const row = { size, fillSeconds: (performance.now() - began) / 1000, events: await data.number('select count(*) from events'), sizes: await data.sizes() };
      await service.start();
      Object.assign(row, await step('Reads', () => measureReads(service, data)), await step('Appends', () => measureAppends(service, data)));
      row.retention = await step('Retention of a month', () => awaitRetention(data, { cutoff, month, since: now }));
      rows.push(row);
      console.log(row);
    } finally {
      await service.remove();
    }
    shipments = range.through;
  }
  return rows;
}

async function migrate(service) {
  const { code, stderr } = await service.command('migrate');
  if (code !== 0) throw new Failure(`edge migrate failed: ${stderr}`);
}

/** Milliseconds of single requests, one after the other, whatever was read before. */
async function measureReads(service, data) {
  const headers = { authorization: `Bearer ${await operatorKey(service)}` };
  service.key = headers.authorization.slice(7);
  const ids = await data.ids('true', reads);
  const timed = async (addresses) => {
    const times = [];
    for (const address of addresses) {
      const began = performance.now();
      const answer = await fetch(service.url + address, { headers });
      await answer.arrayBuffer();
      times.push(performance.now() - began);
      if (!answer.ok) throw new Failure(`GET ${address} answered ${answer.status}`);
    }
    times.sort((one, other) => one - other);
    return { p50: median(times), p95: times[Math.floor(times.length * 0.95)] };
  };
  const lists = ['', '&status=in_transit', '&carrier=other&archived=true', '&status=delivered'];
  return {
    timeline: await timed(ids.map((id) => `/api/v1/shipments/${id}/events`)),
    list: await timed(Array.from({ length: 100 }, (_, i) => `/api/v1/shipments?limit=50${lists[i % lists.length]}`)),
  };
}

/** Acknowledged events a second in batches of 100 over 64 connections; and a correction of a delivery, which derives the status anew. */
async function measureAppends(service, data) {
  const live = await data.ids(`status = 'in_transit'`, loaded);
  const file = path.join(service.folder, 'ids.txt');
  writeFileSync(file, `${live.join('\n')}\n`);
  const from = String(Math.floor(Date.now() / 1000) - 20 * 86_400);
  const env = { BATCH: '100', IDS: file, KEY: service.key, RUN: 'growth', FROM: from };
  const { stdout, stderr } = await capture('wrk', ['-t1', '-c64', `-d${loadSeconds}s`, '--timeout', '10s', '-s', path.join(root, 'perf/events.lua'), service.url], { env });
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1];
  if (!rate || /Non-2xx/.test(stdout)) throw new Failure(`wrk failed:\n${stdout}${stderr}`);

  const times = [];
  for (const id of await data.ids(`status = 'delivered' and archived = 0`, corrections)) {
    const event = { event_time: new Date().toISOString(), status: 'in_transit', correction: true };
    const began = performance.now();
    await post(service, `/api/v1/shipments/${id}/events`, event, { authorization: `Bearer ${service.key}`, 'idempotency-key': `c-${id}` });
    times.push(performance.now() - began);
  }
  return { appended: Number(rate) * 100, derivation: median(times) };
}

/** The service's housekeeping begins a minute after its start; its facts say when the first and the last shipment went. */
async function awaitRetention(data, { cutoff, month, since }) {
  const due = `select count(*) from shipments where archived_at <= ${cutoff}`;
  const before = { shipments: await data.number(due), events: await data.number('select count(*) from events') };
  const deadline = Date.now() + patienceMs;
  while ((await data.number(due)) > 0) {
    if (Date.now() > deadline) throw new Failure('Retention did not end');
    await pause(500);
  }
  const ended = Date.now();
  const name = `events_${new Date(monthStart(month)).toISOString().slice(0, 7).replace('-', '_')}`;
  while (!(await data.isMonthDropped(name))) {
    if (Date.now() > deadline) throw new Failure(`${name} was not dropped`);
    await pause(20);
  }
  const seconds = (await data.number(`select max(at) - min(at) from facts where kind = 'ShipmentRemoved' and at > ${since}`)) / 1000;
  const events = before.events - (await data.number('select count(*) from events'));
  return { shipments: before.shipments, events, seconds, dropMs: Date.now() - ended };
}
