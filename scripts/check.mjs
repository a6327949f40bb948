// npm run check: everything that can be said about the code without running it. CI runs the same.
import { build } from './build.mjs';
import { attempt, Failure, main, run, step } from './run.mjs';
import { needPackages, needVersions } from './system.mjs';

// The service is published for .NET 9; that it compiles for .NET 10 too needs no native compiler.
const frameworks = {
  'net9.0': [],
  'net10.0': ['-p:PublishAot=false'],
};

const npm = (script, ...args) => run('npm', ['run', '--silent', script, ...(args.length ? ['--', ...args] : [])]);

const checks = [
  ['Web app: types and lint', () => npm('web:check')],
  ['Carrier table', () => npm('carriers', '--check')],
  ...Object.keys(frameworks).map((framework) => [`Compile and analyze for ${framework}`, () => compile(framework)]),
  ['C# layout', () => run('dotnet', ['format', 'whitespace', 'Edge.sln', '--verify-no-changes', '--no-restore'])],
  ['Native binary without a warning', () => build(['sqlite', 'secp256k1', 'publish'])],
  ['Contracts are what the service says', () => npm('contracts', '--check')],
  ['Instructions and bytes a request', () => npm('perf:counters')],
];

await main(async () => {
  await Promise.all([needVersions(), needPackages('build')]);
  await build(['packages', 'web', 'pack']);
  const failed = [];
  for (const [title, work] of checks) {
    try {
      await step(title, work);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      console.error(`\n${error.message}`);
      failed.push(title);
    }
  }
  if (failed.length) throw new Failure(`Failed:\n${failed.map((title) => `  - ${title}`).join('\n')}`);
  console.log('\nAll checks passed.');
});

async function compile(framework) {
  const properties = [`-p:EdgeFramework=${framework}`, ...frameworks[framework], '-nologo'];
  const isRestored = (await attempt('dotnet', ['restore', 'Edge.sln', '--locked-mode', '-v:minimal', ...properties])) === 0;
  if (!isRestored)
    throw new Failure(`The lock files are out of date. Run and commit:\n  dotnet restore Edge.sln --force-evaluate ${properties.join(' ')}`);
  await run('dotnet', ['build', 'Edge.sln', '--no-restore', '-v:minimal', ...properties]);
}
