// What people and carriers do at once (perf/mixed.lua), against a service that has parcels with public views.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Failure } from '../../scripts/run.mjs';
import { exchange } from './forms.mjs';
import { wrk } from './generators.mjs';

const day = 86_400;
const atOnce = 32;

/** Writes what the load asks for; each view is asked for once, which also fills the caches. @param {{id: string, token: string}[]} parcels */
export async function mixedTarget(server, key, parcels) {
  const lines = [];
  for (let i = 0; i < parcels.length; i += atOnce) lines.push(...(await Promise.all(parcels.slice(i, i + atOnce).map((parcel) => line(server, parcel)))));
  const file = path.join(server.folder, 'mixed.txt');
  writeFileSync(file, `${lines.join('\n')}\n`);
  return { server, name: server.name, key, file };
}

async function line(server, { id, token }) {
  const address = `/s/${token}.json`;
  const { status, headers } = await exchange(server.url + address, { 'Accept-Encoding': 'br' });
  if (status !== 200 || !headers.etag) throw new Failure(`${server.name} answers ${address} with ${status} and the entity tag ${headers.etag}.`);
  return [address, headers.etag, id].join('\t');
}

/** @param {{run: string, daysAgo: number, pause?: number}} what events of days of their own; milliseconds between two requests of a connection */
export function mixedLoad({ server, key, file }, { run, daysAgo, pause, seconds, connections }) {
  const from = String(Math.floor(Date.now() / 1000) - daysAgo * day);
  const env = { LINES: file, KEY: key, RUN: run, FROM: from, SEED: String(daysAgo), ...(pause && { PAUSE: String(pause) }) };
  return wrk(server.url, { seconds, connections, script: 'mixed.lua', env });
}
