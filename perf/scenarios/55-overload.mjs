// Three times more than the service can do: what it still gets done, and how long those wait whom it serves.
import { express } from '../harness/peers.mjs';
import { overload, wrk } from '../harness/generators.mjs';
import { importShipments, postShipments } from '../harness/shipments.mjs';
import { median } from '../harness/stats.mjs';
import { operatorKey } from '../operator.mjs';
import { Service } from '../service.mjs';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

export const title = 'Overload: searches at three times the capacity';
export const rounds = 3;
export const seconds = 3;

const shipments = 5000;
const page = '/api/v1/shipments?limit=200&search=B00';
const peakConnections = 16;
const loadConnections = 500;
const times = 3;
const quietShare = 0.1;

export async function run({ rounds: turns, seconds: duration }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-overload-'));
  const key = randomBytes(16).toString('hex');
  const strict = await Service.prepare({ EDGE_LOADSHEDDING__QUEUEDELAY: '2ms', EDGE_LOADSHEDDING__INTERVAL: '100ms' });
  strict.name = 'Edge, waits of 2 ms';
  const servers = [await Service.prepare(), strict, await express({ folder }, path.join(folder, 'express.db'), key)];
  const found = { peak: {}, goodput: {}, share: {}, quiet: {}, admitted: {}, slower: {} };
  try {
    for (const server of servers) await server.start();
    const other = servers.at(-1);
    await postShipments(other, key, shipments, 'LAB');
    const targets = [{ server: other, headers: { Authorization: `Bearer ${key}` } }];
    for (const edge of servers.slice(0, -1).reverse()) {
      const own = await operatorKey(edge);
      await importShipments(edge, own, shipments, 'LAB');
      targets.unshift({ server: edge, headers: { Authorization: `Bearer ${own}` } });
    }
    for (let round = -1; round < turns; round++) {
      const length = round < 0 ? 1 : duration;
      const [edgePeak, otherPeak] = [await peakOf(targets[0], length), await peakOf(targets.at(-1), length)];
      for (const target of targets) {
        // Who refuses early has no peak in a closed loop: whoever is refused asks again at once.
        const seen = await press(target, target.server === other ? otherPeak : edgePeak, length);
        if (round >= 0) for (const [measure, samples] of Object.entries(found)) (samples[target.server.name] ??= []).push(seen[measure]);
      }
    }
    const group = (name, unit, better, samples) => ({ name, unit, better, samples });
    return {
      groups: [
        group('Peak, closed loop', 'requests/s', 'more', found.peak),
        group(`Goodput at ${times} times the peak`, 'requests/s', 'more', found.goodput),
        group('Goodput to peak', '%', 'more', found.share),
        group(`p99 at ${quietShare * 100} % of the peak`, 'ms', 'less', found.quiet),
        group(`p99 of the admitted at ${times} times the peak`, 'ms', 'less', found.admitted),
        group('p99 of the admitted to p99 unloaded', 'times', 'less', found.slower),
      ],
      notes: [...notes, ...Object.entries(found.share).map(([name, values]) => `${name}: ${Math.round(median(values))} % of its peak.`)],
    };
  } finally {
    for (const server of servers) await server.remove();
    rmSync(folder, { recursive: true });
  }
}

const notes = [
  'Each server is offered three times its own peak, by h2load over 500 connections, which shares the processors: the peak is what the server does when the generator asks for no more than it gets. Goodput counts answers of 200; a 503 that comes at once is no failure. Each connection has one request at a time, so who refuses nobody has a queue of 500 at the most: with more connections its p99 would be longer. Edge searches 5,000 shipments for a part of their numbers and sends 200; Express, which has no search, the first 200.',
  'The usual EDGE_LOADSHEDDING__QUEUEDELAY is 100 ms, for clients that send their work over many connections and wait; the other row has it at 2 ms, with an interval of 100 ms.',
];

async function peakOf({ server, headers }, seconds) {
  return (await wrk(server.url + page, { headers, seconds, connections: peakConnections })).rate;
}

async function press({ server, headers }, peak, seconds) {
  const url = server.url + page;
  const quiet = await overload(url, { headers, seconds, rate: Math.max(peak * quietShare, 100), connections: 8 });
  const loaded = await overload(url, { headers, seconds, rate: peak * times, connections: loadConnections });
  return { peak, goodput: loaded.goodput, share: (loaded.goodput / peak) * 100, quiet: quiet.p99, admitted: loaded.p99, slower: loaded.p99 / quiet.p99 };
}
