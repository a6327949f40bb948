// Mixed traffic: 90 % public views, 8 % revalidations, 2 % new events; beside the stack that it replaces, with the same servers behind it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { randomBytes } from 'node:crypto';
import { mixedLoad, mixedTarget } from '../harness/mixed.mjs';
import { expressWithServers } from '../harness/peers.mjs';
import { startRedis } from '../harness/redis.mjs';
import { importShipments, postShipments } from '../harness/shipments.mjs';
import { operatorKey } from '../operator.mjs';
import { Postgres } from '../postgres.mjs';
import { Service } from '../service.mjs';

export const title = 'Mixed traffic: 90 % reads, 8 % revalidations, 2 % events';
export const rounds = 5;
export const seconds = 3;

const parcels = 2000;
const daysARound = 20;
const connections = 64;

export async function run({ rounds: turns, seconds: length }) {
  const folder = mkdtempSync(`${tmpdir()}/edge-perf-mixed-`);
  const servers = [];
  let postgres;
  let redis;
  try {
    postgres = await Postgres.start();
    redis = await startRedis();
    await postgres.query('create database express', 'postgres');
    const alone = await Service.prepare();
    const among = await Service.prepare({ EDGE_STORAGE__DATABASE: postgres.url, EDGE_CACHING__REDIS: `redis://127.0.0.1:${redis.port}` });
    among.name = 'Edge on PostgreSQL and Redis';
    const key = randomBytes(16).toString('hex');
    const other = await expressWithServers({ folder }, { postgres: postgres.url.replace('/edge?', '/express?'), redis: redis.port, key });
    servers.push(alone, among, other);
    const targets = [];
    for (const server of servers) await server.start();
    for (const edge of [alone, among]) {
      const own = await operatorKey(edge);
      targets.push(await mixedTarget(edge, own, await importShipments(edge, own, parcels, 'MIX')));
    }
    targets.push(await mixedTarget(other, key, await postShipments(other, key, parcels, 'MIX')));
    const measured = Object.fromEntries(targets.map(({ name }) => [name, []]));
    for (let round = -1; round < turns; round++) {
      for (const target of targets) {
        const seen = await mixedLoad(target, { run: `mixed-${round}`, daysAgo: daysARound * (turns - round), seconds: round < 0 ? 1 : length, connections });
        if (round >= 0) measured[target.name].push(seen);
      }
    }
    const group = (name, unit, better, pick) => ({ name, unit, better, samples: Object.fromEntries(Object.entries(measured).map(([who, all]) => [who, all.map(pick)])) });
    return { groups: [group('Mixed traffic', 'requests/s', 'more', ({ rate }) => rate), group('Its p99', 'ms', 'less', ({ p99 }) => p99)], notes };
  } finally {
    for (const server of servers) await server.remove();
    await redis?.stop();
    await postgres?.stop();
    rmSync(folder, { recursive: true });
  }
}

const notes = [
  `${parcels} parcels, asked for by Zipf(1.0) over ${connections} connections; events go to the less popular half, each durable before its answer. wrk's script takes a good part of a core: it is the limit of the fastest.`,
  'Edge stands on SQLite alone; Express has PostgreSQL for the data and Redis for the views, deletes a view when an event comes, and is one process. PostgreSQL waits for the disk for both.',
];
