// npm run perf: Edge beside what people would use instead, in the same run. Each scenario prints a table and leaves a JSON file and a
// picture in artifacts/perf/results.
// npm run perf -- throughput start      only these scenarios (npm run perf -- --list names them)
// npm run perf -- --rounds 3 --seconds 1  shorter; --record writes sections of perf/RESULTS.md, --ratios keeps absolute figures out of them;
//                                       --full also does what takes hours.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { Failure, main, root, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { buildPeers } from './harness/peers.mjs';
import { conditions, publish } from './harness/report.mjs';

const folder = path.join(root, 'perf/scenarios');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string' }, seconds: { type: 'string' }, record: { type: 'boolean' }, ratios: { type: 'boolean' }, full: { type: 'boolean' }, list: { type: 'boolean' } },
});

await main(async () => {
  const scenarios = await load();
  if (options.list) {
    for (const { name, title } of scenarios) console.log(`${name.padEnd(16)}${title}`);
    return 0;
  }
  const unknown = positionals.filter((name) => !scenarios.some((scenario) => scenario.name === name));
  if (unknown.length) throw new Failure(`No scenario is called ${unknown.join(', ')}; there are ${scenarios.map(({ name }) => name).join(', ')}.`);
  const wanted = scenarios.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  await needPackages('lab');
  if (!process.env.EDGE_BINARY) await build();
  await buildPeers({ jit: wanted.some(({ needsJit }) => needsJit) });
  const failed = [];
  for (const scenario of wanted) {
    try {
      await step(scenario.title, () => measure(scenario));
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(`\n${error.message}`);
      failed.push(scenario.name);
    }
  }
  if (failed.length) throw new Failure(`Not measured: ${failed.join(', ')}.`);
  return 0;
});

async function measure({ name, title, run, rounds, seconds }) {
  const extent = { rounds: number('rounds') ?? rounds, seconds: number('seconds') ?? seconds, full: options.full };
  const where = await conditions(extent);
  const { groups, notes = [] } = await run(extent);
  publish({ name, title, notes, groups }, where, { record: options.record, ratiosOnly: options.ratios });
}

/** A scenario is a file that says its title, how many rounds of how many seconds are its usual extent, and how it is run; its place is its number. */
async function load() {
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs') && !file.endsWith('.test.mjs')).sort();
  return Promise.all(files.map(async (file) => ({ name: /^\d+-(.*)\.mjs$/.exec(file)[1], ...(await import(path.join(folder, file))) })));
}

function number(name) {
  const text = options[name];
  if (text === undefined) return undefined;
  if (!/^\d{1,3}$/.test(text) || text === '0') throw new Failure(`--${name} takes a whole number, not ${text}.`);
  return Number(text);
}
