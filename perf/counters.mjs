// npm run perf:counters: instructions and bytes that a request costs, counted and not timed, against perf/counters.json. Noise of the
// machine does not reach them, so npm run check holds them: what rises by more than 3 % fails.
// npm run perf:counters -- --rounds  says each round's figure.
// npm run perf:counters -- --update  takes what it counts as the new budget; the commit says why it rose.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from '../scripts/build.mjs';
import { Failure, main, root, step } from '../scripts/run.mjs';
import { needPackages } from '../scripts/system.mjs';
import { compare, rise } from './harness/counted.mjs';
import { Callgrind } from './harness/callgrind.mjs';
import { hotRequests } from './harness/hot.mjs';
import { pipeline } from './harness/pipeline.mjs';
import { median } from './harness/stats.mjs';
import { edgeSite } from './harness/site.mjs';
import { Service } from './service.mjs';

const file = path.join(root, 'perf/counters.json');
const rounds = 3;
const depth = 64;
const about = 'Held by npm run check through npm run perf:counters: a rise of more than 3 % fails. Medians of 3 rounds, 64 requests in flight on one connection; instructions of user space by callgrind, bytes of the managed heap.';
const { values: options } = parseArgs({ options: { update: { type: 'boolean' }, rounds: { type: 'boolean' } } });

await main(async () => {
  await needPackages('counters');
  if (!process.env.EDGE_BINARY) await build();
  const counted = {
    bytes: await step('Bytes a request', async () => counts('bytes', await Service.prepare(), countBytes)),
    instructions: await step('Instructions a request', async () => counts('instructions', await Callgrind.prepare(), countInstructions)),
  };
  if (options.update) {
    writeFileSync(file, `${JSON.stringify({ about, of: conditions(), ...counted }, undefined, 2)}\n`);
    return 0;
  }
  const budgets = JSON.parse(readFileSync(file, 'utf8'));
  const isComparable = budgets.of === conditions();
  const rows = compare(budgets, counted, isComparable ? ['bytes', 'instructions'] : ['bytes']);
  if (!isComparable) console.log(`Instructions are not held here: they were counted with ${budgets.of}, and here is ${conditions()}.`);
  for (const { kind, name, value, budget, verdict } of rows) console.log(`${kind.padEnd(14)}${name.padEnd(22)}${String(value).padStart(9)}  budget ${String(budget ?? '-').padStart(9)}  ${verdict}`);
  const over = rows.filter(({ verdict }) => verdict === 'over' || verdict === 'no budget');
  if (over.length) throw new Failure(`More than ${rise * 100} % over what it was: ${over.map(({ kind, name }) => `${kind} of ${name}`).join(', ')}.\nWhere it is meant, run npm run perf:counters -- --update and say why in the commit.`);
  return 0;
});

/** What instructions depend on besides this repository. Callgrind plays one processor, which has AVX2 where the real one does. */
function conditions() {
  const says = (program, ...args) => execFileSync(program, args, { encoding: 'utf8' }).trim();
  const hasAvx2 = /\bavx2\b/.test(readFileSync('/proc/cpuinfo', 'utf8'));
  return `${process.arch}${hasAvx2 ? ' with avx2' : ''}, ${says('getconf', 'GNU_LIBC_VERSION')}, ${says('valgrind', '--version')}, .NET SDK ${says('dotnet', '--version')}`;
}

async function counts(kind, service, count) {
  try {
    const made = await edgeSite(service);
    made.site.remove();
    const counted = {};
    for (const { name, next, many: perKind } of hotRequests(made).filter(({ many }) => kind in many)) {
      const many = perKind[kind];
      const values = [];
      for (let round = -1; round < rounds; round++) {
        const value = await count(service, many, () => pipeline(service.port, { count: many, depth, next }));
        if (round >= 0) values.push(value);
      }
      counted[name] = Math.round(median(values));
      if (options.rounds) console.log(`    ${name}: ${values.map((value) => value.toFixed(1)).join(', ')}`);
    }
    return counted;
  } finally {
    await service.remove();
  }
}

async function countInstructions(service, many, work) {
  await service.reset();
  await work();
  return (await service.instructions()) / many;
}

/** The asking allocates too: what it costs is taken from two that follow each other. */
async function countBytes(service, many, work) {
  const before = await allocated(service);
  const asking = (await allocated(service)) - before;
  const start = before + asking;
  await work();
  return Math.max(0, (await allocated(service)) - start - asking) / many;
}

async function allocated(service) {
  const metrics = await (await fetch(`http://127.0.0.1:${service.adminPort}/metrics`)).text();
  const value = /^dotnet_gc_heap_allocated_bytes_total (\S+)/m.exec(metrics)?.[1];
  if (!value) throw new Failure('The metrics do not say what was allocated.');
  return Number(value);
}
