// Memory over time under mixed traffic at a modest rate: a leak is a slope that does not end. An hour with --full.
import { setTimeout as pause } from 'node:timers/promises';
import { mixedLoad, mixedTarget } from '../harness/mixed.mjs';
import { importShipments } from '../harness/shipments.mjs';
import { slope } from '../harness/stats.mjs';
import { operatorKey } from '../operator.mjs';
import { Service } from '../service.mjs';

export const title = 'Memory over time under mixed traffic';
export const rounds = 1;
export const seconds = 60;

const hourSeconds = 3600;
const parcels = 2000;
const connections = 16;
const pauseMs = 20;

export async function run({ seconds: usual, full }) {
  const length = full ? hourSeconds : usual;
  const everyMs = Math.max(250, length);
  const service = await Service.prepare();
  try {
    await service.start();
    const key = await operatorKey(service);
    const target = await mixedTarget(service, key, await importShipments(service, key, parcels, 'LEAK'));
    const points = [];
    const begin = performance.now();
    const load = mixedLoad(target, { run: 'leak', daysAgo: 20, pause: pauseMs, seconds: length, connections }).finally(() => (load.isOver = true));
    load.catch(() => {}); // its failure is that of the await below, not of a promise that nobody has looked at yet
    while (!load.isOver) {
      points.push([(performance.now() - begin) / 1000, service.ownMemory(), service.memory()]);
      await pause(everyMs);
    }
    const { rate } = await load;
    const quarter = (n) => points.slice(Math.floor((points.length * (n - 1)) / 4), Math.floor((points.length * n) / 4)).map(([, memory]) => memory);
    const groups = [1, 2, 3, 4].map((n) => ({ name: `Memory in quarter ${n} of ${length} s`, unit: 'MB', better: 'less', samples: { Edge: quarter(n) } }));
    const grown = (at) => ((slope(points.slice(points.length >> 1).map((point) => [point[0], point[at]])) * length) / 2).toFixed(1);
    return { groups, notes: [note(points, rate, grown)] };
  } finally {
    await service.remove();
  }
}

function note(points, rate, grown) {
  const resident = points.at(-1)[2].toFixed(0);
  return `The service's own memory, without the files that it maps, in ${points.length} samples at ${Math.round(rate)} requests/s. In the second half it grew by ${grown(1)} MB, of which a load of a minute says little; with the mapped files, of which the database grows with its events, by ${grown(2)}, to ${resident} MB.`;
}
