// Pages that are open and hear of changes (server-sent events), ten thousand of them: memory, idle processor time, and how long a change takes to reach all.
import { once } from 'node:events';
import { connect } from 'node:net';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { capture, Failure } from '../../scripts/run.mjs';
import { express } from '../harness/peers.mjs';
import { edgeSite } from '../harness/site.mjs';
import { post } from '../operator.mjs';
import { Service } from '../service.mjs';

export const title = 'Open streams of server-sent events';
export const rounds = 1;
export const seconds = 20;

const wanted = 10_000;
const spareFiles = 500;
const atOnce = 100;
const patienceMs = 30_000;
const settleMs = 2000;

export async function run({ seconds: idleFor }) {
  const count = Math.min(wanted, Number((await capture('sh', ['-c', 'ulimit -n'])).stdout) - spareFiles);
  const folder = mkdtempSync(`${tmpdir()}/edge-perf-streams-`);
  const service = await Service.prepare({ EDGE_LIVE__CONNECTIONS: '20000', EDGE_LIVE__PERCALLER: '20000' });
  const other = await express({ folder });
  const groups = { memory: 'kB', open: 'ms', idle: '% of a core' };
  const names = { memory: 'Memory for a stream', open: 'Opening all of them', idle: 'Processor time, heartbeats every 15 s' };
  const found = Object.fromEntries(Object.keys(groups).map((key) => [key, {}]));
  const notes = [`${count} streams from one address, over plain HTTP/1.1; Express sends the same heartbeats and has nothing else to say.`];
  try {
    const { key, id, view, site } = await edgeSite(service);
    site.remove();
    const change = async () => {
      const event = { event_time: new Date().toISOString(), status: 'out_for_delivery' };
      await post(service, `/api/v1/shipments/${id}/events`, event, { authorization: `Bearer ${key}`, 'idempotency-key': 'perf-live' });
    };
    await other.start();
    for (const [server, address, tell] of [[service, view.replace('.json', '/live'), change], [other, '/live']]) {
      const seen = await hold(server, address, count, idleFor, tell);
      for (const measure of Object.keys(found)) found[measure][server.name] = [seen[measure]];
      if (seen.told) notes.push(`A change of the one parcel that all ${count} watch was heard by the last of them ${Math.round(seen.told)} ms after it was sent in.`);
    }
    return { groups: Object.entries(groups).map(([key, unit]) => ({ name: names[key], unit, better: 'less', samples: found[key] })), notes };
  } finally {
    for (const server of [service, other]) await server.remove();
    rmSync(folder, { recursive: true });
  }
}

async function hold(server, address, count, idleFor, tell) {
  await pause(settleMs);
  const before = server.memory();
  const streams = [];
  try {
    const begin = performance.now();
    while (streams.length < count) streams.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, count - streams.length) }, () => open(server.port, address)))));
    const open_ = performance.now() - begin;
    await pause(settleMs);
    const used = server.processorTime();
    await pause(idleFor * 1000);
    const seen = { open: open_, memory: ((server.memory() - before) * 1024) / count, idle: ((server.processorTime() - used) / idleFor) * 100 };
    if (tell) seen.told = await heardByAll(streams, tell);
    return seen;
  } finally {
    for (const { socket } of streams) socket.destroy();
  }
}

/** A stream, once its head and first bytes are there. */
async function open(port, address) {
  const socket = connect(port, '127.0.0.1');
  const stream = { socket, text: '' };
  socket.on('data', (data) => (stream.text += data.toString('latin1')));
  socket.on('error', () => {});
  socket.write(`GET ${address} HTTP/1.1\r\nHost: edge\r\nAccept: text/event-stream\r\n\r\n`);
  await Promise.race([once(socket, 'data'), once(socket, 'close'), pause(patienceMs, undefined, { ref: false })]);
  if (!stream.text.startsWith('HTTP/1.1 200')) throw new Failure(`A stream was answered with ${stream.text.slice(0, 200) || 'nothing'}.`);
  return stream;
}

async function heardByAll(streams, tell) {
  const waiting = new Set(streams);
  for (const stream of streams) {
    stream.text = '';
    stream.socket.on('data', () => {
      if (stream.text.includes('event: change')) waiting.delete(stream);
    });
  }
  const begin = performance.now();
  await tell();
  while (waiting.size) {
    if (performance.now() - begin > patienceMs) throw new Failure(`${waiting.size} streams were not told of a change in ${patienceMs / 1000} s.`);
    await pause(1);
  }
  return performance.now() - begin;
}
