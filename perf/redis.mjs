// npm run perf:redis: GETs a second through the service's Redis client, beside redis-benchmark against the same server in the same run.
// npm run perf:redis -- --record   also writes its section of perf/RESULTS.md.
import { cpus, release } from 'node:os';
import path from 'node:path';
import { capture, Failure, main, onPath, root, run, step } from '../scripts/run.mjs';
import { startRedis } from './harness/redis.mjs';
import { median } from './harness/stats.mjs';
import { writeSection } from './results.mjs';

const project = 'perf/Edge.Benchmarks';
const driver = path.join(root, 'artifacts/net9.0/bin/Edge.Benchmarks/release/Edge.Benchmarks.dll');
const heading = '# What npm run perf:redis measured last';
const rounds = 3;
const seconds = 3;
const callers = [64, 512, 2048];
const requests = 1_500_000;
const wanted = 300_000;

await main(async () => {
  if (!onPath('redis-server') || !onPath('redis-benchmark')) throw new Failure('Missing: redis-server and redis-benchmark. Install them once:\n\n  sudo apt-get install -y redis-server\n');
  await step('Build the driver', () => run('dotnet', ['build', project, '-c', 'Release', '-nologo', '-v:quiet']));
  const server = await startRedis();
  try {
    const rows = await step('GETs', () => measure(server.port));
    console.log(`\n${rows.map(({ who, value }) => `${who.padEnd(64)}${value.padStart(10)}`).join('\n')}\n`);
    if (process.argv.includes('--record')) await record(rows);
  } finally {
    await server.stop();
  }
});

/** The two take turns, so that a noisy neighbour hits them alike. */
async function measure(port) {
  const [ours, theirs, bytes] = [new Map(), new Map(), new Map()];
  const add = (map, key, value) => map.set(key, [...(map.get(key) ?? []), value]);
  for (let round = 0; round < rounds; round++) {
    for (const line of await drive(port)) {
      const [count, rate, allocated] = line.split(' ').map(Number);
      add(ours, count, rate);
      add(bytes, count, allocated);
    }
    for (const count of callers) add(theirs, count, await benchmark(port, count));
  }
  const best = Math.max(...[...ours.values()].map(median));
  return callers
    .flatMap((count) => [
      { who: `Edge's client, ${count} callers, 1 connection (${Math.round(median(bytes.get(count)))} bytes allocated a GET)`, value: String(Math.round(median(ours.get(count)))) },
      { who: `redis-benchmark, 1 connection, pipeline of ${count}`, value: String(Math.round(median(theirs.get(count)))) },
    ])
    .concat({ who: `Wanted: more than ${wanted}`, value: best > wanted ? 'reached' : 'MISSED' });
}

async function drive(port) {
  const { code, stdout, stderr } = await capture('dotnet', [driver, 'redis', `redis://127.0.0.1:${port}`, String(seconds), callers.join(',')]);
  if (code !== 0) throw new Failure(`The driver ended with ${code}:\n${stdout}${stderr}`);
  return stdout.trim().split('\n');
}

async function benchmark(port, pipeline) {
  const args = ['-p', String(port), '-c', '1', '-P', String(pipeline), '-n', String(requests), '-r', '1', '-t', 'get', '--csv'];
  const { code, stdout, stderr } = await capture('redis-benchmark', args);
  const rate = /"GET","([\d.]+)"/.exec(stdout)?.[1];
  if (code !== 0 || !rate) throw new Failure(`redis-benchmark failed:\n${stdout}${stderr}`);
  return Number(rate);
}

async function record(rows) {
  const [commit, version] = [await capture('git', ['describe', '--always', '--dirty']), await capture('redis-server', ['--version'])];
  const redis = /v=([\d.]+)/.exec(version.stdout)?.[1];
  writeSection(heading, [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, Linux ${release()}, Redis ${redis}, commit ${commit.stdout.trim()}.`,
    `GETs a second of a 3-byte value over loopback; server, client and benchmark share these processors. Medians of ${rounds} interleaved rounds.`,
    'Each of our callers awaits its answer before it asks again, and pays for the metrics; redis-benchmark sends ready-made batches and looks at no answer.',
    '',
    '| who | GET/s |',
    '|---|---:|',
    ...rows.map(({ who, value }) => `| ${who} | ${value} |`),
  ]);
}
