// Nodes that share a database: what one, two and four of them answer, each with a part of a processor, behind HAProxy.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../scripts/run.mjs';
import { Group, groupsAllowed } from '../harness/cgroup.mjs';
import { wrk } from '../harness/generators.mjs';
import { haproxy } from '../harness/peers.mjs';
import { importShipments } from '../harness/shipments.mjs';
import { operatorKey } from '../operator.mjs';
import { Postgres } from '../postgres.mjs';
import { Service } from '../service.mjs';

export const title = 'Nodes side by side on PostgreSQL, behind HAProxy';
export const rounds = 3;
export const seconds = 4;

const counts = [1, 2, 4];
const share = 0.1;
const shipments = 500;

export async function run({ rounds: turns, seconds: length }) {
  if (!groupsAllowed()) throw new Failure('Nodes are told apart by control groups that limit processor time, which only root may make.');
  const postgres = await Postgres.start();
  const running = [];
  const groups = [];
  try {
    const nodes = [];
    for (let i = 0; i < Math.max(...counts); i++) {
      const node = await Service.prepare({ EDGE_STORAGE__DATABASE: postgres.url, EDGE_HOSTING__TRUSTEDPROXIES: '127.0.0.1' });
      const group = new Group(`node${i}`, { processors: share });
      groups.push(group);
      node.group = group;
      nodes.push(node);
      running.push(node);
      await node.start();
    }
    const key = await operatorKey(nodes[0]);
    const made = await importShipments(nodes[0], key, shipments, 'NODE');
    const file = path.join(nodes[0].folder, 'paths.txt');
    writeFileSync(file, `${made.map(({ id }) => `/api/v1/shipments/${id}`).join('\n')}\n`);
    const fronts = [];
    for (const count of counts) {
      const front = await haproxy({ ready: '/health/live' }, ...nodes.slice(0, count));
      running.push(front);
      await front.start();
      fronts.push({ name: count === 1 ? '1 node' : `${count} nodes`, url: front.url, rates: [] });
    }
    const env = { PATHS: file, KEY: key };
    for (let round = -1; round < turns; round++)
      for (const front of fronts) {
        const { rate } = await wrk(front.url, { seconds: round < 0 ? 1 : length, connections: 32, script: 'reads.lua', env });
        if (round >= 0) front.rates.push(rate);
      }
    const samples = Object.fromEntries(fronts.map(({ name, rates }) => [name, rates]));
    const one = samples['1 node'];
    const factors = Object.fromEntries(fronts.slice(1).map(({ name, rates }) => [name, rates.map((rate, round) => rate / one[round])]));
    return {
      groups: [
        { name: 'One shipment by its id', unit: 'requests/s', better: 'more', samples },
        { name: 'To one node', unit: 'times', better: 'more', samples: factors },
      ],
      notes: [`Each node may use ${share * 100} % of a processor; PostgreSQL, HAProxy and the generator share what is left. Reads with a key, from PostgreSQL.`],
    };
  } finally {
    for (const server of running.reverse()) await server.remove();
    await postgres.stop();
    for (const group of groups) group.remove();
  }
}
