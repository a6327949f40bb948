// Latency at fixed rates: requests are sent when they are due, and a late answer counts from then (no coordinated omission).
import { request } from '../harness/forms.mjs';
import { openLoop } from '../harness/generators.mjs';
import { caddy, express, fastify, nginx } from '../harness/peers.mjs';
import { edgeSite } from '../harness/site.mjs';
import { format } from '../harness/chart.mjs';
import { interleave } from '../harness/stats.mjs';
import { Service } from '../service.mjs';

export const title = 'Latency of the cached public view at fixed rates';
export const rounds = 3;
export const seconds = 3;

const rates = [1000, 5000, 20_000];
const kept = 0.97;

export async function run({ rounds: turns, seconds: length }) {
  const service = await Service.prepare();
  const servers = [service];
  let made;
  try {
    made = await edgeSite(service);
    for (const peer of [nginx(made.site), caddy(made.site), express(made.site), fastify(made.site)]) {
      const server = await peer;
      servers.push(server);
      await server.start();
    }
    const { plain } = made.site.forms[made.view];
    const targets = [];
    for (const server of servers) targets.push({ name: server.name, ...(await request(server, made.view, { coding: 'br', plain })) });
    const groups = [];
    const late = [];
    for (const rate of rates) groups.push(...(await atRate(targets, rate, turns, length, late)));
    return { groups, notes: [...notes, ...late] };
  } finally {
    for (const server of servers) await server.remove();
    made?.site.remove();
  }
}

const notes = ['h2load --h1 --rps over 16 connections, which begin one after the other; corrected for coordinated omission, which errs to the slow side, for all alike.'];

/** Who cannot keep up has no latency, it would grow for as long as one measures: a first round, not counted, shows who is left out of this rate and the higher ones. */
async function atRate(targets, rate, turns, seconds, late) {
  for (const target of [...targets]) {
    const { rate: reached, errors } = await openLoop(target.url, { headers: target.headers, seconds, rate });
    if (reached >= rate * kept && errors === 0) continue;
    late.push(`${target.name} fell behind ${rate} requests/s (it did ${format(reached)}) and is not in the table.`);
    targets.splice(targets.indexOf(target), 1);
  }
  const seen = await interleave(targets, turns, ({ url, headers }) => openLoop(url, { headers, seconds, rate }));
  return ['p50', 'p99', 'p999'].map((at) => ({
    name: `${at} at ${rate}/s`,
    unit: 'ms',
    better: 'less',
    samples: Object.fromEntries(Object.entries(seen).map(([name, values]) => [name, values.map((value) => value[at])])),
  }));
}
