// The same requests on a thousand, ten thousand, a hundred thousand and a million shipments; ten million with --full.
import path from 'node:path';
import { writeFileSync } from 'node:fs';
import { eventsEach, SqliteData } from '../growth-data.mjs';
import { openLoop, wrk } from '../harness/generators.mjs';
import { operatorKey } from '../operator.mjs';
import { Service } from '../service.mjs';

export const title = 'Scaling with data, on SQLite';
export const rounds = 3;
export const seconds = 2;

const sizes = [1e3, 1e4, 1e5, 1e6];
const most = 1e7;
const read = 2000;
const written = 200;
const day = 86_400;
const daysARound = 10;
const slowRate = 200;

const kinds = [
  { name: 'One shipment', unit: 'requests/s', better: 'more', load: readOne },
  { name: 'Page of 50, p99 at 200/s', unit: 'ms', better: 'less', load: page('limit=50') },
  { name: 'Page of 50 with a status, p99 at 200/s', unit: 'ms', better: 'less', load: page('limit=50&status=in_transit') },
  { name: 'A hundred events a request', unit: 'events/s', better: 'more', load: append },
];

export async function run({ rounds: turns, seconds, full }) {
  const groups = kinds.map(({ name, unit, better }) => ({ name, unit, better, samples: {} }));
  const notes = [`${eventsEach} events a shipment over 24 months; the database is a file that fits into memory, but for the largest. Each size has a service of its own, one after the other.`];
  for (const size of full ? [...sizes, most] : sizes) {
    const service = await Service.prepare();
    try {
      const file = path.join(service.folder, 'scale.db');
      service.env.EDGE_STORAGE__DATABASE = `sqlite:${file}`;
      await service.inUse();
      const data = new SqliteData(file);
      await data.fill({ from: 0, through: size, month: 0, now: Date.now() });
      const paths = path.join(service.folder, 'paths.txt');
      const open = path.join(service.folder, 'open.txt');
      writeFileSync(paths, `${(await data.ids('true', read)).map((id) => `/api/v1/shipments/${id}`).join('\n')}\n`);
      writeFileSync(open, `${(await data.ids('archived = 0', written)).join('\n')}\n`);
      await service.start();
      const at = { service, key: await operatorKey(service), paths, open };
      for (const [i, { name, load }] of kinds.entries()) {
        const values = [];
        for (let round = -1; round < turns; round++) {
          const value = await load({ ...at, seconds: round < 0 ? 1 : seconds, round: round + 1 });
          if (round >= 0) values.push(value);
        }
        groups[i].samples[`${size.toLocaleString('en-US')} shipments`] = values;
        console.log(`    ${size} ${name}: ${values.map((value) => value.toFixed(1)).join(', ')}`);
      }
    } finally {
      await service.remove();
    }
  }
  return { groups, notes };
}

async function readOne({ service, key, paths, seconds }) {
  return (await wrk(service.url, { seconds, script: 'reads.lua', env: { PATHS: paths, KEY: key } })).rate;
}

function page(query) {
  return async ({ service, key, seconds }) => {
    const headers = { Authorization: `Bearer ${key}` };
    return (await openLoop(`${service.url}/api/v1/shipments?${query}`, { headers, seconds, rate: slowRate })).p99;
  };
}

/** Events of days of their own, for shipments that are not archived: as many of each size, since those that a batch has in common are derived once. */
async function append({ service, key, open, seconds, round }) {
  const from = String(Math.floor(Date.now() / 1000) - (daysARound * (20 - round)) * day);
  const { rate } = await wrk(service.url, { seconds, script: 'events.lua', env: { BATCH: '100', IDS: open, KEY: key, RUN: `scale-${round}`, FROM: from } });
  return rate * 100;
}
