// How many instances go into a GiB: several at once on one machine, idle, lightly loaded, and what they answer together.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { exchange } from '../harness/forms.mjs';
import { wrk } from '../harness/generators.mjs';
import { express, fastify } from '../harness/peers.mjs';
import { Service } from '../service.mjs';

export const title = 'Instances in a GiB';
export const rounds = 1;
export const seconds = 10;

const instances = 10;
const lightRate = 10;
const loadSeconds = 3;
const settleMs = 3000;
const gib = 1024;

export async function run({ seconds: length }) {
  const folder = mkdtempSync(`${tmpdir()}/edge-perf-density-`);
  const kinds = { Edge: () => Service.prepare(), Express: () => express({ folder }), Fastify: () => fastify({ folder }) };
  const found = { idle: {}, light: {}, together: {} };
  try {
    for (const [name, prepare] of Object.entries(kinds)) {
      const seen = await crowd(prepare, length);
      for (const measure of Object.keys(found)) found[measure][name] = [seen[measure]];
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const group = (name, unit, samples) => ({ name, unit, better: 'more', samples });
  return {
    groups: [
      group('Idle instances', 'in a GiB', found.idle),
      group(`Instances with ${lightRate} requests/s each`, 'in a GiB', found.light),
      group(`${instances} instances under load together`, 'requests/s', found.together),
    ],
    notes: [`Carried on from ${instances} instances: a GiB over the mean of what each takes (Pss: what they share is divided). Asked for /health/live. No limit of a cgroup was set.`],
  };
}

async function crowd(prepare, seconds) {
  const servers = [];
  try {
    for (let i = 0; i < instances; i++) {
      const server = await prepare();
      servers.push(server);
      await server.start();
    }
    await pause(settleMs);
    const fit = () => gib / (servers.reduce((sum, server) => sum + server.share(), 0) / instances);
    const idle = fit();
    for (let i = 0; i < seconds * lightRate; i++) await Promise.all([pause(1000 / lightRate), ...servers.map(ask)]);
    const light = fit();
    const loads = await Promise.all(servers.map((server) => wrk(`${server.url}/health/live`, { seconds: loadSeconds, connections: 8 })));
    return { idle, light, together: loads.reduce((sum, { rate }) => sum + rate, 0) };
  } finally {
    for (const server of servers) await server.remove();
  }
}

function ask(server) {
  return exchange(`${server.url}/health/live`);
}
