// The API on SQLite, beside Express with better-sqlite3: one shipment, a page of the list, an event a request, a hundred a request.
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { wrk } from '../harness/generators.mjs';
import { express } from '../harness/peers.mjs';
import { importShipments, postShipments } from '../harness/shipments.mjs';
import { interleave } from '../harness/stats.mjs';
import { operatorKey } from '../operator.mjs';
import { Service } from '../service.mjs';

export const title = 'The API on SQLite, closed loop, 64 connections';
export const rounds = 5;
export const seconds = 2;

const shipments = 500;
const day = 86_400;
const daysARound = 30;

const kinds = [
  { name: 'One shipment', unit: 'requests/s', paths: (ids) => ids.map((id) => `/api/v1/shipments/${id}`) },
  { name: 'Page of 50 shipments', unit: 'requests/s', paths: () => ['/api/v1/shipments?limit=50'] },
  { name: 'An event a request', unit: 'events/s', batch: 1 },
  { name: 'A hundred events a request', unit: 'events/s', batch: 100 },
];

export async function run({ rounds: turns, seconds: length }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-api-'));
  const key = randomBytes(16).toString('hex');
  const servers = [await Service.prepare(), await express({ folder }, path.join(folder, 'express.db'), key)];
  try {
    for (const server of servers) await server.start();
    const [edge, other] = servers;
    const edgeKey = await operatorKey(edge);
    const targets = [
      { server: edge, key: edgeKey, ids: (await importShipments(edge, edgeKey, shipments, 'LAB')).map(({ id }) => id) },
      { server: other, key, ids: (await postShipments(other, key, shipments, 'LAB')).map(({ id }) => id) },
    ].map((target) => ({ ...target, name: target.server.name, folder }));
    const groups = [];
    for (const [i, kind] of kinds.entries()) {
      const ago = (round) => daysARound * (2 * turns + 2 - 2 * round - (kind.batch === 1 ? 1 : 0));
      for (const target of targets) await load(target, kind, 1, `warm-${i}`, ago(-1));
      const samples = await interleave(targets, turns, (target, round) => load(target, kind, length, `${i}-${round}`, ago(round)));
      groups.push({ name: kind.name, unit: kind.unit, better: 'more', samples });
    }
    return { groups, notes };
  } finally {
    for (const server of servers) await server.remove();
    rmSync(folder, { recursive: true });
  }
}

const notes = [
  'Both keep SQLite in WAL mode with synchronous=FULL, and ask for a key, and each answers what it keeps, which is more in Edge; an event counts when it is answered, which is after its commit.',
  'Express does less for it: it knows no permissions, no entity tags, no idempotent repeats and no facts; it is one process.',
];

/** Events a second, or requests; each run writes events of days of its own, a second an event, none of which lies ahead. */
async function load({ server, key, ids, folder }, { paths, batch }, seconds, run, daysAgo) {
  const file = path.join(folder, 'lines.txt');
  writeFileSync(file, `${(paths?.(ids) ?? ids).join('\n')}\n`);
  if (paths) return (await wrk(server.url, { seconds, script: 'reads.lua', env: { PATHS: file, KEY: key } })).rate;
  const from = String(Math.floor(Date.now() / 1000) - daysAgo * day);
  const { rate } = await wrk(server.url, { seconds, script: 'events.lua', env: { BATCH: String(batch), IDS: file, KEY: key, RUN: run, FROM: from } });
  return rate * batch;
}
