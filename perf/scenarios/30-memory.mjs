// Size on disk, and memory: idle, at the most under load, after it, and how it goes on growing.
import { setTimeout as pause } from 'node:timers/promises';
import { statSync } from 'node:fs';
import path from 'node:path';
import { capture, onPath } from '../../scripts/run.mjs';
import { request } from '../harness/forms.mjs';
import { wrk } from '../harness/generators.mjs';
import { imageFiles, imageSize } from '../harness/image.mjs';
import { caddy, express, fastify, jit, nginx } from '../harness/peers.mjs';
import { edgeSite } from '../harness/site.mjs';
import { slope } from '../harness/stats.mjs';
import { binary, Service } from '../service.mjs';

export const title = 'Size and memory';
export const rounds = 1;
export const seconds = 10;
export const needsJit = true;

const settleMs = 3000;
const everyMs = 250;
const million = 1e6;

export async function run({ seconds: length }) {
  const service = await Service.prepare();
  const others = [];
  const groups = Object.fromEntries(['idle', 'most under load', 'after load'].map((word) => [word, { name: `Memory ${word}`, unit: 'MB', better: 'less', samples: {} }]));
  const growth = { name: 'Memory growth in the second half of the load', unit: 'MB/min', better: 'less', samples: {} };
  let made;
  try {
    made = await edgeSite(service);
    await service.stop();
    for (const peer of [nginx(made.site), caddy(made.site), express(made.site), fastify(made.site), jit()]) others.push(await peer);
    for (const server of [service, ...others]) {
      const seen = await watch(server, made, length);
      for (const [word, group] of Object.entries(groups)) group.samples[server.name] = [seen[word]];
      growth.samples[server.name] = [seen.growth];
    }
    const size = { name: 'Program on disk', unit: 'MB', better: 'less', samples: await sizes() };
    const image = await imageSize(await imageFiles(binary));
    const images = [
      { name: 'Image from scratch', unit: 'MB', better: 'less', samples: { Edge: [image.plain] } },
      { name: 'Image from scratch, compressed', unit: 'MB', better: 'less', samples: { Edge: [image.compressed] } },
    ];
    return { groups: [size, ...images, ...Object.values(groups)], notes: [...notes, growthNote(growth)] };
  } finally {
    for (const server of [service, ...others]) await server.remove();
    made?.site.remove();
  }
}

const notes = [
  `Resident memory (of several processes what is shared counts once), ${settleMs / 1000} s after the start, and under wrk -t1 -c64 that asks for one answer of 200.`,
  'Programs on disk: the one file of Edge with the web app; the programs of nginx and Caddy without their libraries; Node alone, without Express.',
  'The image is a layer of the file, its loader and C library, OpenSSL, and the certificates of the authorities; compressed by gzip -9.',
];

function growthNote({ samples }) {
  const words = Object.entries(samples).map(([name, [value]]) => `${name} ${value.toFixed(1)}`);
  return `Growth in the second half of the load, MB a minute: ${words.join(', ')}. A short load says little about leaks; the scenario leak does.`;
}

async function watch(server, { script, view, site }, seconds) {
  await server.start();
  await pause(settleMs);
  const seen = { idle: server.memory(), 'most under load': 0 };
  const target = await aim(server, script, view, site);
  const points = [];
  const begin = performance.now();
  const load = wrk(target.url, { headers: target.headers, seconds }).finally(() => (load.isOver = true));
  while (!load.isOver) {
    points.push([(performance.now() - begin) / 60_000, server.memory()]);
    await pause(everyMs);
  }
  await load;
  seen['most under load'] = Math.max(...points.map(([, memory]) => memory));
  seen.growth = slope(points.slice(points.length >> 1));
  await pause(settleMs);
  seen['after load'] = server.memory();
  await server.stop();
  return seen;
}

/** The public view where it is known: the service on the JIT has a database of its own, without the parcel. */
async function aim(server, script, view, site) {
  const address = server.name === 'Edge on the JIT' ? script : view;
  return request(server, address, { coding: 'br', plain: site.forms[address].plain });
}

async function sizes() {
  const of = (file) => [statSync(file).size / million];
  const programs = { Edge: of(binary) };
  for (const [name, program] of [['nginx', 'nginx'], ['Caddy', 'caddy']]) if (onPath(program)) programs[name] = of(onPath(program));
  const node = (await capture('readlink', ['-f', process.execPath])).stdout.trim();
  programs.Node = of(path.resolve(node));
  return programs;
}
