// From the start of a process to the end of its first answer: cold processes on a warm page cache, the first start of each not counted.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../../scripts/run.mjs';
import { caddy, express, fastify, jit, nginx } from '../harness/peers.mjs';
import { interleave } from '../harness/stats.mjs';
import { Service } from '../service.mjs';

export const title = 'Exec to first 200';
export const rounds = 20;
export const needsJit = true;

export async function run({ rounds: turns }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-start-'));
  writeFileSync(path.join(folder, 'live.json'), '{"status":"ok"}');
  await capture('chmod', ['-R', 'a+rX', folder]);
  const site = { folder, headers: {} };
  const servers = [];
  try {
    servers.push(await Service.prepare());
    for (const server of [nginx({ ...site, ready: '/live.json' }), caddy({ ...site, ready: '/live.json' }), express(site), fastify(site), jit()]) servers.push(await server);
    await servers[0].inUse();
    for (const server of servers) await once(server);
    const samples = await interleave(servers, turns, once);
    return { groups: [{ name: 'Exec to first 200', unit: 'ms', better: 'less', samples }], notes };
  } finally {
    for (const server of servers) await server.remove();
    rmSync(folder, { recursive: true });
  }
}

const notes = ['Edge with everything on and an existing database, asked for /health/live; nginx and Caddy with one file; Express and Fastify with their middleware and no database.'];

async function once(server) {
  const time = await server.start();
  await server.stop();
  return time;
}
