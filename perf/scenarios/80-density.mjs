// How many instances go into a GiB: one more is started until the memory is used up or one of them no longer answers; idle, and with a
// light load on each. Then what ten of them answer together.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../scripts/run.mjs';
import { Group, groupsAllowed } from '../harness/cgroup.mjs';
import { exchange } from '../harness/forms.mjs';
import { wrk } from '../harness/generators.mjs';
import { express, fastify } from '../harness/peers.mjs';
import { Service } from '../service.mjs';

export const title = 'Instances in a GiB';
export const rounds = 1;
export const seconds = 10;

const together = 10;
const lightRate = 10;
const connections = 8;
const settleMs = 1000;
const lateMs = 1000;
const most = 200;
const gib = 2 ** 30;

export async function run({ seconds: length }) {
  if (!groupsAllowed()) throw new Failure('A GiB is the limit of a control group, which only root may make.');
  const folder = mkdtempSync(`${tmpdir()}/edge-perf-density-`);
  const kinds = { Edge: () => Service.prepare(), Express: () => express({ folder }), Fastify: () => fastify({ folder }) };
  const found = { idle: {}, light: {}, together: {} };
  try {
    for (const [name, prepare] of Object.entries(kinds)) {
      found.idle[name] = [await crowd(prepare, 0)];
      found.light[name] = [await crowd(prepare, lightRate)];
      found.together[name] = [await loaded(prepare, length)];
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const group = (name, unit, samples) => ({ name, unit, better: 'more', samples });
  return {
    groups: [
      group('Idle instances', 'in a GiB', found.idle),
      group(`Instances with ${lightRate} requests/s each`, 'in a GiB', found.light),
      group(`${together} instances under load together`, 'requests/s', found.together),
    ],
    notes: [
      `Started one after the other in a control group with a GiB of memory and no swap, each asked for /health/live, until the kernel ends one or one of them takes more than ${lateMs} ms; at most ${most} are tried. Pages of the program count for the first that reads them, or for nobody where they were in memory before. The light load is ten rounds a second of one request to each; where the lab itself cannot keep that up, each has less.`,
    ],
  };
}

/** How many there were before the one that was too many. */
async function crowd(prepare, rate) {
  const group = new Group('density', { memory: gib });
  const servers = [];
  const load = { isOver: false, late: 0 };
  const asking = keepAsking(servers, rate, load);
  try {
    while (servers.length < most) {
      const server = await prepare();
      server.group = group;
      try {
        await server.start();
      } catch (error) {
        if (!(error instanceof Failure)) throw error;
        await server.remove();
        break;
      }
      servers.push(server);
      if (rate > 0) await pause(settleMs);
      if (group.killed || load.late || servers.some(({ isRunning }) => !isRunning)) return servers.length - 1;
    }
    await pause(settleMs);
    return (await allAnswer(servers)) && !group.killed ? servers.length : servers.length - 1;
  } finally {
    load.isOver = true;
    await asking;
    for (const server of servers) await server.remove();
    group.remove();
  }
}

/** Asks each of those that are there so many times a second, and counts who is late. */
async function keepAsking(servers, rate, load) {
  while (!load.isOver && rate > 0) {
    const next = pause(1000 / rate);
    if (!(await allAnswer([...servers]))) load.late++;
    await next;
  }
}

async function allAnswer(servers) {
  const begin = performance.now();
  const answers = await Promise.all(servers.map((server) => exchange(`${server.url}/health/live`).catch(() => ({ status: 0 }))));
  return answers.every(({ status }) => status === 200) && performance.now() - begin < lateMs;
}

async function loaded(prepare, seconds) {
  const servers = [];
  try {
    for (let i = 0; i < together; i++) {
      const server = await prepare();
      servers.push(server);
      await server.start();
    }
    const loads = await Promise.all(servers.map((server) => wrk(`${server.url}/health/live`, { seconds, connections })));
    return loads.reduce((sum, { rate }) => sum + rate, 0);
  } finally {
    for (const server of servers) await server.remove();
  }
}
