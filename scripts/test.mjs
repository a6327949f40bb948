// npm test: every test there is. The last line is "N passed, N failed, N skipped".
// npm test -- web browser   runs only the named runners.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { binary, build } from './build.mjs';
import { previousRelease } from './previous.mjs';
import { failedInNodeJunit, failedInTrx, failedInVitest, readCobertura, readNodeJunit, readTrx, readVitest, sum } from './reports.mjs';
import { attempt, Failure, main, root, run, step } from './run.mjs';
import { browser, needPackages } from './system.mjs';

const reports = path.join(root, 'artifacts/test');
const coverageFloor = 85;

const trx = { read: readTrx, failed: failedInTrx };
const junit = { read: readNodeJunit, failed: failedInNodeJunit };
const vitest = { read: readVitest, failed: failedInVitest };

const runners = {
  scripts: { title: 'Scripts', report: 'scripts.xml', format: junit, start: (report) => nodeTests(['scripts', 'perf'], report) },
  service: { title: 'Service', report: 'service.trx', format: trx, start: (report) => dotnetTests('Edge.Tests', report, [...coverage, '--filter', 'Engine!=Postgres']) },
  postgres: { title: 'Service on PostgreSQL', report: 'postgres.trx', format: trx, start: (report) => dotnetTests('Edge.Tests', report, [...coverage, '--filter', onPostgres], { EDGE_TEST_ENGINE: 'postgres' }) },
  binary: { title: 'Published binary', report: 'binary.trx', format: trx, start: async (report) => dotnetTests('Edge.Aot.Tests', report, [], await previousRelease()) },
  peers: { title: 'Programs of others', report: 'peers.xml', format: junit, start: (report) => nodeTests(['tests/peers'], report) },
  web: { title: 'Web app', report: 'web.json', format: vitest, start: webTests },
  browser: { title: 'Browser', report: 'browser.xml', format: junit, start: (report) => nodeTests(['tests/e2e'], report) },
};

// The collector of Microsoft.NET.Test.Sdk: Coverlet does not find the framework's assemblies when tests roll forward to a newer one.
const coverage = ['--collect', 'Code Coverage;Format=cobertura'];

// What stores or answers is tested on both engines; what stands above storage does not know which one it is.
const onPostgres = `Engine!=Sqlite&Category!=Scale&(${['Storage', 'Caching', 'Features', 'Pipeline', 'Observability'].map((name) => `FullyQualifiedName~Edge.Tests.${name}`).join('|')})`;

await main(async () => {
  const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(runners);
  const unknown = names.filter((name) => !(name in runners));
  if (unknown.length) throw new Failure(`No runner is called ${unknown.join(', ')}; there are ${Object.keys(runners).join(', ')}.`);
  try {
    await prepare();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    console.log(`\n${error.message}\n\nNo test could be run.\n0 passed, 0 failed, 0 skipped`);
    return 1;
  }

  const results = [];
  for (const name of names) results.push(await runTests(runners[name]));
  const faults = results.flatMap((result) => result.faults);
  // What speaks to one engine runs in the tests of that engine: the two together are the measure.
  if (names.includes('service') && names.includes('postgres')) faults.push(...printCoverage());
  const { passed, failed, skipped } = sum(results.map((result) => result.counts));
  const failures = results.flatMap((result) => result.failed);
  if (failures.length) console.log(`\nFailed\n  ${failures.join('\n  ')}`);
  console.log(`\n${[...results.map(({ summary }) => summary), ...faults].join('\n')}\n`);
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed || faults.length ? 1 : 0;
});

async function prepare() {
  await needPackages('build', 'test');
  await build();
  await step('Build the tests', () => run('dotnet', ['build', 'Edge.sln', '-nologo', '-v:minimal']));
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
}

/** A runner that gives no report, no test, or an exit code that its report does not explain is a fault of its own. */
async function runTests({ title, report, format, start }) {
  const file = path.join(reports, report);
  const code = await step(`Tests: ${title}`, () => start(file));
  const text = existsSync(file) ? readFileSync(file, 'utf8') : undefined;
  const counts = text ? format.read(text) : { passed: 0, failed: 0, skipped: 0 };
  const failed = text ? format.failed(text).map((test) => `${title}: ${test}`) : [];
  const faults = [];
  if (counts.passed + counts.failed === 0) faults.push(`${title}: no test was run`);
  if (code !== 0 && counts.failed === 0) faults.push(`${title}: ended with exit code ${code}, though no test failed`);
  return { counts, failed, faults, summary: `${title}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped` };
}

function dotnetTests(project, report, options, env = {}) {
  const logger = ['--logger', `trx;LogFileName=${report}`, '--logger', 'console;verbosity=minimal'];
  const hang = ['--blame-hang-timeout', '5m', '--blame-hang-dump-type', 'none'];
  const args = ['test', `tests/${project}`, '--no-build', '--results-directory', reports, ...logger, ...hang, ...options];
  return attempt('dotnet', args, { env: { EDGE_BINARY: binary, ...env } });
}

function webTests(report) {
  return attempt('npm', ['run', '--silent', 'web:test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]);
}

function nodeTests(folders, report) {
  const tests = folders.flatMap(filesBelow).filter((file) => /\.test\.m?js$/.test(file)).sort();
  if (tests.length === 0) return 1;
  const reporters = ['spec', 'stdout', 'junit', report].map((word, i) => `--test-reporter${i % 2 ? '-destination' : ''}=${word}`);
  return attempt('node', ['--test', '--test-concurrency=1', '--test-timeout=120000', ...reporters, ...tests], { env: { EDGE_BINARY: binary, CHROMIUM: browser() } });
}

function filesBelow(folder) {
  if (!existsSync(path.join(root, folder))) return [];
  return readdirSync(path.join(root, folder), { recursive: true }).map((file) => path.join(folder, file));
}

function printCoverage() {
  const files = readdirSync(reports, { recursive: true }).filter((name) => name.endsWith('.cobertura.xml'));
  if (files.length === 0) return ['Coverage: there is no report'];
  const texts = files.map((file) => readFileSync(path.join(reports, file), 'utf8'));
  const rows = readCobertura(texts.join('\n'), root, ['edge', 'shared']);
  const total = { name: 'edge/ and shared/', covered: 0, lines: 0 };
  for (const row of rows) {
    total.covered += row.covered;
    total.lines += row.lines;
  }
  console.log('\nLine coverage');
  for (const row of [...rows, total]) console.log(`  ${row.name.padEnd(24)} ${percent(row).toFixed(1).padStart(5)} %  (${row.covered} of ${row.lines})`);
  return percent(total) < coverageFloor ? [`Coverage: ${percent(total).toFixed(1)} % of lines is under ${coverageFloor} %`] : [];
}

function percent({ covered, lines }) {
  return lines ? (100 * covered) / lines : 0;
}
