// What perf/growth.mjs fills the databases with and asks of them, in the words of each engine.
import { capture, Failure } from '../scripts/run.mjs';

export const eventsEach = 8;
export const months = 24;
const day = 86_400_000;
const step = 17 * 3_600_000;
const archivedAfter = 180 * day;

/** The first moment of the month so many after the oldest one. */
export function monthStart(index, now = new Date()) {
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months + index, 1);
}

// Shipments begin on any day of the window, whatever their number: every size has the same months, each as full as the next.
// One in five of the last sixty days is on its way, the others were delivered after eight scans; what was delivered 180 days ago is
// archived.
function shipments(sql, { from, through, month, now }) {
  const begin = monthStart(month);
  const days = Math.floor((now - 7 * day - begin) / day);
  const start = `(${begin} + (i * 7919 % ${days}) * ${day} + i * 104729 % ${day})`;
  const last = `(${start} + ${(eventsEach - 1) * step})`;
  const archived = `(${last} <= ${now - archivedAfter})`;
  const isLive = `(i % 5 = 0 and ${start} >= ${now - 60 * day})`;
  const status = `case when ${isLive} then 'in_transit' else 'delivered' end`;
  return { start, last, archived, isLive, status, from, through, ...sql };
}

const columns = `id, token, carrier, number, number_as_typed, status, flags, told_flags, explanation_event, explanation_rule, explanation_time,
  explanation_correction, explanation_dedupe, version, change, created_at, updated_at, fresh_as_of, archived_at, archived, events_from, events_through`;

function fillShipments(f) {
  return `insert into shipments (seq, ${columns}) ${f.overriding}
    select i, ${f.id('i')}, ${f.token}, 'other', ${f.number}, '', ${f.status}, 0, 0, ${f.id('i')}, 'given', ${f.last}, 0, ${f.dedupe(`i * ${eventsEach} + ${eventsEach - 1}`)},
      9, i, ${f.start}, ${f.last}, ${f.last}, case when ${f.archived} then ${f.last} + ${archivedAfter} end, case when ${f.archived} then 1 else 0 end, ${f.start}, ${f.last}
    from ${f.series('i', f.from + 1, f.through)}`;
}

function fillEvents(f) {
  const isEnd = `(j = ${eventsEach - 1} and not ${f.isLive})`;
  return `insert into events (id, shipment_seq, event_time, precision, record_time, classifier, status, raw_code, location, source, rule, correction, flags, force, dedupe)
    select ${f.id(`(i * ${eventsEach} + j)`)}, i, ${f.start} + j * ${step}, 'second', ${f.start} + j * ${step}, 'actual', case when ${isEnd} then 'delivered' else 'in_transit' end,
      'AR', '{"city":"Leipzig","country":"DE"}', 'api', 'given', 0, 0, case when ${isEnd} then 2 else 1 end, ${f.dedupe(`i * ${eventsEach} + j`)}
    from ${f.series('i', f.from + 1, f.through)} cross join ${f.series('j', 0, eventsEach - 1)}`;
}

export class PostgresData {
  constructor(server) {
    this.server = server;
    this.url = server.url;
  }

  async fill(range) {
    for (let index = range.month; index <= months; index++) await this.number(`select make_events_partition(${monthStart(index)}, ${monthStart(index + 1)})::int`);
    const f = shipments(
      {
        id: (i) => `decode(lpad(to_hex(1700000000000 + ${i}), 12, '0') || substr(md5(${i}::text), 1, 20), 'hex')`,
        token: `md5('t' || i)`,
        number: `'GROW' || lpad(i::text, 12, '0')`,
        dedupe: (i) => `decode(md5((${i})::text), 'hex')`,
        series: (name, first, last) => `generate_series(${first}::bigint, ${last}::bigint) ${name}`,
        overriding: 'overriding system value',
      },
      range,
    );
    await this.server.query(`${fillShipments(f).replace('version, change,', 'version, changed_in, change,').replace('9, i,', '9, 0, i,')}`);
    await this.server.query(fillEvents(f));
    await this.server.query(`select setval('shipments_seq_seq', ${range.through})`);
    await this.server.query('vacuum (analyze) shipments, events');
    await this.server.query('checkpoint');
  }

  async number(sql) {
    return Number(await this.server.query(sql));
  }

  async ids(condition, count) {
    return (await this.server.query(`select encode(id, 'hex') from shipments where ${condition} order by md5(seq::text) limit ${count}`)).split('\n').map(guid);
  }

  async sizes() {
    const of = (what) => this.number(`select sum(${what}(relid)) from pg_partition_tree('events') where isleaf`);
    const largest = await this.server.query(`select indexrelid::regclass from pg_index join pg_partition_tree('events') on relid = indrelid where isleaf order by pg_relation_size(indexrelid) desc limit 1`);
    await this.server.query('create extension if not exists pageinspect');
    return {
      events: await of('pg_table_size'),
      eventIndexes: await of('pg_indexes_size'),
      shipments: await this.number(`select pg_table_size('shipments') + pg_table_size('shipment_changes')`),
      shipmentIndexes: await this.number(`select pg_indexes_size('shipments') + pg_indexes_size('shipment_changes')`),
      depth: 1 + (await this.number(`select level from bt_metap('${largest}')`)),
    };
  }

  isMonthDropped = async (name) => (await this.number(`select (to_regclass('${name}') is null)::int`)) === 1;
}

export class SqliteData {
  constructor(file) {
    this.file = file;
    this.url = `sqlite:${file}`;
  }

  async fill(range) {
    const f = shipments(
      {
        id: (i) => `cast(printf('%016d', ${i}) as blob)`,
        token: `'t' || printf('%031d', i)`,
        number: `'GROW' || printf('%012d', i)`,
        dedupe: (i) => `cast(printf('%016d', ${i}) as blob)`,
        series: (name, first, last) => `(with recursive n (${name}) as (select ${first} union all select ${name} + 1 from n where ${name} < ${last}) select ${name} from n)`,
        overriding: '',
      },
      range,
    );
    await this.#run(`pragma journal_mode = wal; pragma cache_size = -500000; begin; ${fillShipments(f)}; ${fillEvents(f)};
      insert into shipment_search (rowid, number, reference, city) select seq, number, reference, city from shipment_search_texts where seq > ${range.from};
      commit; pragma wal_checkpoint(truncate)`);
  }

  async number(sql) {
    return Number(await this.#run(sql));
  }

  async ids(condition, count) {
    return (await this.#run(`select hex(id) from shipments where ${condition} order by seq * 7919 % 10007 limit ${count}`)).split('\n').map(guid);
  }

  async sizes() {
    const rows = (await this.#run(`select name, pgsize, path from dbstat where aggregate = true`)).split('\n').map((line) => line.split('|'));
    const sum = (test) => rows.filter(([name]) => test(name)).reduce((total, [, size]) => total + Number(size), 0);
    return {
      events: sum((name) => name === 'events'),
      eventIndexes: sum((name) => /^(events_|sqlite_autoindex_events)/.test(name)),
      shipments: sum((name) => name === 'shipments'),
      shipmentIndexes: sum((name) => /^(shipments_|shipment_search|sqlite_autoindex_shipments)/.test(name)),
      depth: undefined,
    };
  }

  isMonthDropped = async () => true;

  async #run(sql) {
    const { code, stdout, stderr } = await capture('sqlite3', ['-batch', '-cmd', '.timeout 10000', this.file, sql]);
    if (code !== 0) throw new Failure(`sqlite3 failed: ${stderr}\n${sql}`);
    return stdout.trim();
  }
}

function guid(hex) {
  return hex.toLowerCase().replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');
}
