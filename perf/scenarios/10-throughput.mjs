// A script of the web app and the public view of a parcel, in full, in brotli and revalidated, beside those who serve them as files.
import path from 'node:path';
import { request } from '../harness/forms.mjs';
import { wrk } from '../harness/generators.mjs';
import { bare, caddy, express, fastify, haproxy, nginx, varnish } from '../harness/peers.mjs';
import { edgeSite } from '../harness/site.mjs';
import { interleave } from '../harness/stats.mjs';
import { Service } from '../service.mjs';

export const title = 'Cached answers, closed loop, 64 connections';
export const rounds = 3;
export const seconds = 2;

const kinds = [
  { word: 'in full', coding: 'identity' },
  { word: 'in brotli', coding: 'br' },
  { word: 'not modified', coding: 'br', revalidated: true },
];

export async function run({ rounds: turns, seconds: length }) {
  const service = await Service.prepare();
  const running = [service];
  let site;
  try {
    const made = await edgeSite(service);
    site = made.site;
    const groups = [];
    const origin = await started(running, nginx(site));
    const others = [origin];
    for (const peer of [caddy(site), varnish(site, origin), haproxy(site, service), express(site), fastify(site)]) others.push(await started(running, peer));
    for (const [word, address] of [['Script', made.script], ['Public view', made.view]])
      for (const kind of kinds) groups.push(await measure(running, { word, address, kind, subjects: [service, ...others], site, turns, length }));
    return { groups, notes };
  } finally {
    for (const server of running.reverse()) await server.remove();
    site?.remove();
  }
}

const notes = [
  'The same bodies from everybody, checked before the load; nginx and Caddy send the same headers too, but for the entity tag and the request id. Varnish has them in memory, from nginx.',
  'Express and Fastify are one process each, as they start; Express compresses each answer anew, which is what its middleware does. Bare Kestrel knows one answer and no conditions.',
];

async function measure(running, { word, address, kind, subjects, site, turns, length }) {
  const { plain, small, type } = site.forms[address];
  const size = kind.coding === 'br' ? small.length : plain.length;
  const name = kind.revalidated ? `${word} ${kind.word}` : `${word} ${kind.word}, ${size} bytes`;
  const all = [...subjects];
  let ceiling;
  if (!kind.revalidated) {
    ceiling = await started(running, bare({ file: path.join(site.folder, address + (kind.coding === 'br' ? '.br' : '')), type, coding: kind.coding }));
    all.push(ceiling);
  }
  const targets = [];
  for (const subject of all) targets.push({ name: subject.name, ...(await request(subject, address, { ...kind, plain })) });
  for (const target of targets) await load(target, 1);
  const samples = await interleave(targets, turns, async (target) => (await load(target, length)).rate);
  await ceiling?.stop();
  return { name, unit: 'requests/s', better: 'more', samples };
}

function load({ url, headers }, seconds) {
  return wrk(url, { headers, seconds });
}

async function started(running, preparing) {
  const server = await preparing;
  running.push(server);
  await server.start();
  return server;
}
