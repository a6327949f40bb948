// Writes docs/SCALE.md from what perf/growth.mjs measured.
import { cpus, release } from 'node:os';
import { settings } from './postgres.mjs';

const goal = 1e8;
const gigabyte = 1e9;
const fmt = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const one = (value) => value.toFixed(1);
const two = (value) => value.toFixed(2);

/** @param before the report to be replaced, whose section about lists stays: tests print those figures. */
export function report(rows, commit, before) {
  return `# Scale

How the service behaves as its events grow, what keeps a hundred million of them manageable, and what was measured. Written by
\`npm run perf:growth\`; the sentences are part of it (perf/growth-report.mjs).

## What keeps it manageable

- PostgreSQL holds events in partitions of a month (UTC) of their \`event_time\`. The service makes those of the last, the present and
  the next three months at its start and once an hour; several nodes may do so at once. What happened in other months lies in
  \`events_default\`. A month that piles up there (10,000 to 1,000,000 events, as after an import) is moved into a partition of its own.
- A shipment knows when its first and last event happened, so its timeline and its status are read from the months between, by index.
  A shipment with one misdated event costs a look into each month's index on the way.
- \`EDGE_TRACKING__ARCHIVEAFTER\` archives finished parcels so long after their last event (180 days; an archived parcel gives its
  number back, so keep it above \`EDGE_TRACKING__REUSEWINDOW\`). \`EDGE_TRACKING__REMOVEAFTER\` removes archived ones for good, with their
  events; it is off until you say how long you want to keep them. What nobody has archived and what is not finished stays.
- Retention runs once an hour in transactions of at most 50 shipments and 2,000 events. It may be stopped at any time and run on
  every node. When a month of PostgreSQL has no event left, its partition is dropped, which gives the room back at once; a
  lock that is not to be had within 250 ms is tried again an hour later. SQLite reuses the room of what went; its file does not shrink.
- Clients that sync learn of an archived parcel by \`archived_at\` in \`updated_since\`. A removed one is in no list any more, and 404 by its id and its public
  link: a client that keeps parcels longer than \`REMOVEAFTER\` drops archived ones itself. The fact \`ShipmentRemoved\` tells caches.

## Conditions

${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model}, shared with other work, Linux ${release()}, commit ${commit}. The published binary over HTTP, on
the same processors as PostgreSQL 15 (${Object.entries(settings).map(([name, value]) => `${name} ${value}`).join(', ')}, else as it comes: it waits for the disk) and as the load. Eight events a
shipment over five days, spread over 24 months; one in five of the last sixty days is on its way, what was delivered 180 days ago is archived. Filled by
SQL, then vacuumed and analysed. Each number is one run: take differences under a third as noise.

${Object.entries(rows).filter(([, measured]) => measured.length).map(([engine, measured]) => section(engine, measured)).join('\n')}
${before.slice(before.indexOf('## Lists of'), before.indexOf('## Honestly'))}## Honestly

- A hundred million events were not loaded: sizes are carried on linearly from the last two measured ones, which is what B-trees and heaps
  of equal rows do. Retention keeps them from getting there: with \`n\` events a day and \`d\` days until removal there are \`n × d\`.
- Everything measured here fits into memory. At a hundred million events only the months in use have to: on PostgreSQL those
  are the last two or three of them, a few percent; on SQLite the whole index is written to, and beyond the memory each append
  costs reads from the disk. That is where PostgreSQL becomes the better choice; it was not measured.
- The depth of an index grows with the logarithm. One of the months' indexes at a hundred million events (4 million a month) has one level
  more than the measured ones at the most, which is one page of memory a look-up.
- Events that were imported from before the service's first month, in months of more than a million events, stay in the default
  partition: they are found and removed as any others, but their room is given back by vacuum instead of by a drop.
- Shipments are not divided: a hundred million events of eight each are 12.5 million of them.
`;
}

function section(engine, rows) {
  const lines = [
    ['events', (row) => fmt.format(row.events)],
    ['filled by SQL, events/s', (row, i) => fmt.format((row.size - (i ? rows[i - 1].size : 0)) / row.fillSeconds)],
    ['appended in batches of 100, acknowledged events/s', (row) => fmt.format(row.appended)],
    ['timeline, ms p50 / p95', (row) => `${two(row.timeline.p50)} / ${two(row.timeline.p95)}`],
    ['list page of 50, ms p50 / p95', (row) => `${two(row.list.p50)} / ${two(row.list.p95)}`],
    ['correction of a delivery (derives the status anew), ms p50', (row) => two(row.derivation)],
    ['events, MB', (row) => fmt.format(row.sizes.events / 1e6)],
    ['their indexes, MB', (row) => fmt.format(row.sizes.eventIndexes / 1e6)],
    ['shipments, MB', (row) => fmt.format(row.sizes.shipments / 1e6)],
    ['their indexes, MB', (row) => fmt.format(row.sizes.shipmentIndexes / 1e6)],
    ['levels of the largest index of events', (row) => row.sizes.depth ?? '-'],
    ['retention of the oldest month: events', (row) => fmt.format(row.retention.events)],
    ['seconds', (row) => one(row.retention.seconds)],
    ['events/s', (row) => fmt.format(row.retention.events / Math.max(row.retention.seconds, 0.001))],
    ...(engine === 'PostgreSQL' ? [['its partition was gone, ms after the last event', (row) => fmt.format(row.retention.dropMs)]] : []),
  ];
  const table = lines.map(([title, value]) => `| ${title} | ${rows.map(value).join(' | ')} |`).join('\n');
  return `## ${engine}

| | ${rows.map((row) => `${row.size / 1e6} M`).join(' | ')} |
|---|${rows.map(() => '---:|').join('')}
${table}

${curve(rows)}
`;
}

/** Straight lines through the last two sizes. */
function curve(rows) {
  const [near, far] = rows.slice(-2);
  const parts = { events: 'events', eventIndexes: 'their indexes', shipments: 'shipments', shipmentIndexes: 'their indexes' };
  const points = [1e7, 2e7, 5e7, goal];
  const at = (name, events) => far.sizes[name] + ((far.sizes[name] - near.sizes[name]) / (far.events - near.events)) * (events - far.events);
  const lines = Object.entries(parts).map(([name, title]) => `| ${title}, GB | ${points.map((point) => one(at(name, point) / gigabyte)).join(' | ')} |`);
  const total = points.map((point) => one(Object.keys(parts).reduce((sum, name) => sum + at(name, point), 0) / gigabyte));
  const each = (['events', 'eventIndexes'].reduce((sum, name) => sum + far.sizes[name] - near.sizes[name], 0) / (far.events - near.events)).toFixed(0);
  return `Carried on from the last two columns (${each} bytes an event with its indexes):

| | ${points.map((point) => `${point / 1e6} M`).join(' | ')} |
|---|${points.map(() => '---:|').join('')}
${lines.join('\n')}
| together, GB | ${total.join(' | ')} |`;
}
