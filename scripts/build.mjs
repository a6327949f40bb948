// npm run build: the one file, artifacts/edge/edge, with its symbols beside it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { Stamps } from './fresh.mjs';
import { keepRelease } from './releases.mjs';
import { main, root, run, step } from './run.mjs';
import { needPackages, needVersions } from './system.mjs';

export const binary = path.join(root, 'artifacts/edge/edge');

const packScripts = ['deltas', 'docs-page', 'pack-web', 'reference-page', 'releases'].map((name) => `scripts/${name}.mjs`);
const releases = path.join(root, 'artifacts/releases');
const dotnetSettings = ['global.json', 'Directory.Build.props', 'Directory.Packages.props', 'BannedSymbols.txt', '.editorconfig'];

/** Each step with what it reads and leaves behind. */
const steps = {
  packages: {
    title: 'npm packages',
    inputs: ['package.json', 'package-lock.json'],
    outputs: ['node_modules/.package-lock.json'],
    work: () => run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit']),
  },
  web: {
    title: 'Web app',
    inputs: ['pwa', 'shared', 'package.json', 'package-lock.json'],
    outputs: ['artifacts/web/index.html'],
    work: async () => {
      await run('npm', ['run', '--silent', 'web:build']);
      const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
      keepRelease(path.join(root, 'artifacts/web'), releases, version);
    },
  },
  pack: {
    title: 'Web app packed for the binary',
    inputs: ['artifacts/web', 'artifacts/releases', 'edge/Features/AppShell/Docs', 'pwa/src/ui/tokens.css', ...packScripts, 'shared/openapi.json', 'package-lock.json'],
    outputs: ['artifacts/web.pack'],
    work: () => run('node', ['scripts/pack-web.mjs']),
  },
  sqlite: {
    title: 'SQLite',
    inputs: ['scripts/sqlite.flags', 'package-lock.json'],
    outputs: ['artifacts/sqlite3.o'],
    // The whole of SQLite in one file of C, in the public domain; the package is the only source of it that npm has in clear text.
    work: () => run('clang', ['@scripts/sqlite.flags', '-c', 'node_modules/better-sqlite3/deps/sqlite3/sqlite3.c', '-o', 'artifacts/sqlite3.o']),
  },
  secp256k1: {
    title: 'libsecp256k1',
    inputs: ['scripts/secp256k1.flags', 'package-lock.json'],
    outputs: ['artifacts/secp256k1.o', 'artifacts/libsecp256k1.so'],
    // For the binary, and for the service under JIT, whose tests sign with it too.
    work: async () => {
      const source = 'node_modules/secp256k1/src/secp256k1';
      const compile = ['@scripts/secp256k1.flags', `-I${source}`, `${source}/src/secp256k1.c`];
      await run('clang', [...compile, '-c', '-o', 'artifacts/secp256k1.o']);
      await run('clang', [...compile, '-shared', '-o', 'artifacts/libsecp256k1.so']);
    },
  },
  publish: {
    title: 'Native binary (takes a minute or two)',
    inputs: ['edge', 'shared', 'artifacts/web.pack', 'artifacts/sqlite3.o', 'artifacts/secp256k1.o', ...dotnetSettings],
    ignore: /packages\..*\.lock\.json$/, // Restore may write them.
    extra: process.env.EdgeFramework,
    outputs: ['artifacts/edge/edge'],
    work: publish,
  },
};

/** Runs the named steps (all of them, if none is named) that are not up to date. */
export async function build(names = Object.keys(steps), { needs = ['build'] } = {}) {
  const stamps = new Stamps();
  let isChecked = false;
  for (const name of names) {
    const { title, work, ...files } = steps[name];
    const stamp = stamps.compare({ name, ...files });
    if (!stamp.isStale) continue;
    if (!isChecked) await Promise.all([needVersions(), needPackages(...needs)]);
    isChecked = true;
    await step(title, work);
    stamp.done();
  }
}

async function publish() {
  const scratch = path.join(root, 'artifacts/publish');
  const target = path.dirname(binary);
  rmSync(scratch, { recursive: true, force: true });
  const locked = process.env.CI ? ['-p:RestoreLockedMode=true'] : [];
  await run('dotnet', ['publish', 'edge', '-c', 'Release', '-o', scratch, '-nologo', '-v:minimal', ...locked]);
  mkdirSync(target, { recursive: true });
  for (const file of ['edge.dbg', 'edge']) {
    // Renamed into place, since a running binary cannot be written to.
    copyFileSync(path.join(scratch, file), path.join(target, `${file}.new`));
    renameSync(path.join(target, `${file}.new`), path.join(target, file));
  }
  for (const file of readdirSync(target)) if (file !== 'edge' && file !== 'edge.dbg') rmSync(path.join(target, file), { recursive: true });
  rmSync(scratch, { recursive: true });
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await main(async () => {
    await build();
    console.log(`\n${path.relative(process.cwd(), binary)} is up to date.`);
  });
