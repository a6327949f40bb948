// Starts that find nothing prepared: nothing in the page cache; a database of a gigabyte; no process at all until somebody connects.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { capture, Failure } from '../../scripts/run.mjs';
import { eventsEach, SqliteData } from '../growth-data.mjs';
import { caddy, express, fastify, nginx } from '../harness/peers.mjs';
import { isListening } from '../harness/process.mjs';
import { interleave } from '../harness/stats.mjs';
import { binary, Service } from '../service.mjs';

export const title = 'Starts from cold: page cache, a gigabyte of data, socket activation';
export const rounds = 7;

const gigabyte = 1e9;
const bytesAnEvent = 280;
const caches = '/proc/sys/vm/drop_caches';

export async function run({ rounds: turns }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-cold-'));
  writeFileSync(path.join(folder, 'live.json'), '{"status":"ok"}');
  await capture('chmod', ['-R', 'a+rX', folder]);
  const site = { folder, headers: {}, ready: '/live.json' };
  const servers = [];
  const canDrop = droppable();
  try {
    const edge = await Service.prepare();
    servers.push(edge);
    for (const peer of [nginx(site), caddy(site), express({ folder }), fastify({ folder })]) servers.push(await peer);
    await edge.inUse();
    const full = await withGigabyte();
    const activated = await byActivation();
    servers.push(full, activated);
    for (const server of servers) await once(server);

    const beside = [full, edge, servers[1]];
    const groups = [
      { name: 'Nothing in the page cache', samples: canDrop ? await interleave(servers.slice(0, 5), turns, cold) : {} },
      { name: `A database of ${(statSync(full.file).size / gigabyte).toFixed(1)} GB`, samples: named(await interleave(beside, turns, once), full.name) },
      { name: 'The same, nothing in the page cache', samples: canDrop ? named(await interleave(beside, turns, cold), full.name) : {} },
      { name: 'First connection to first 200, by socket activation', samples: named(await interleave([activated, edge], turns, once), activated.name) },
    ];
    return { groups: groups.filter(({ samples }) => Object.keys(samples).length).map((group) => ({ ...group, unit: 'ms', better: 'less' })), notes };
  } finally {
    for (const server of servers) await server.remove();
    rmSync(folder, { recursive: true });
  }
}

const notes = [
  'Before a start without a page cache the kernel is told to drop it (drop_caches, which needs root); what runs meanwhile keeps its pages, so Express and Fastify find Node, which the lab itself runs on, and all find the C library.',
  'Socket activation: systemd-socket-activate holds the socket, and becomes the service when somebody connects.',
];

/** Of several ways to start Edge the measured one is called Edge, the one that it is held against says what it is. */
function named(samples, measured) {
  const { [measured]: ours, Edge: usual, ...others } = samples;
  return { Edge: ours, 'Edge, small database, from exec': usual, ...others };
}

async function once(server) {
  const time = await server.start();
  await server.stop();
  return time;
}

/** Root may, but for containers in which /proc/sys cannot be written to. */
function droppable() {
  try {
    writeFileSync(caches, '1');
    return true;
  } catch {
    return false;
  }
}

async function cold(server) {
  await capture('sync', []);
  writeFileSync(caches, '3');
  return once(server);
}

/** A service whose database has a gigabyte, laid out as the service lays it out. */
async function withGigabyte() {
  const service = await Service.prepare();
  service.name = 'Edge, a gigabyte';
  service.file = path.join(service.folder, 'large.db');
  service.env.EDGE_STORAGE__DATABASE = `sqlite:${service.file}`;
  await service.inUse();
  const now = Date.now();
  await new SqliteData(service.file).fill({ from: 0, through: Math.ceil(gigabyte / bytesAnEvent / eventsEach), month: 0, now });
  return service;
}

/** The service as systemd starts it when it is needed: the time counts from the connection. */
async function byActivation() {
  const service = await Service.prepare();
  await service.inUse();
  service.name = 'Edge, activated';
  const settings = Object.keys(service.env).flatMap((name) => ['-E', name]);
  service.program = 'systemd-socket-activate';
  service.args = ['-l', `127.0.0.1:${service.port}`, ...settings, binary];
  service.start = async () => {
    service.launch();
    const begin = performance.now();
    while (!isListening(service.port)) {
      if (performance.now() - begin > service.patienceMs) throw new Failure('systemd-socket-activate does not listen.');
      await pause(5);
    }
    const connected = performance.now();
    await service.answers();
    return performance.now() - connected;
  };
  return service;
}
