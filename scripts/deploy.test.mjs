import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import { capture, root } from './run.mjs';

const deploy = path.join(root, 'deploy');
const compose = path.join(deploy, 'compose/compose.yaml');
const files = readdirSync(deploy, { recursive: true })
  .map((name) => path.join(deploy, name))
  .filter((file) => statSync(file).isFile() && !file.includes('/secrets/'));

// Variables of the scripts themselves, not of the service, have one underscore.
test('deploy files name no setting that there is not', () => {
  const page = readFileSync(path.join(root, 'docs/CONFIGURATION.md'), 'utf8');
  const known = new Set(page.match(/`EDGE_[A-Z0-9]+__[A-Z0-9]+`/g).map((name) => name.slice(1, -1)));
  for (const file of files) {
    const names = readFileSync(file, 'utf8').match(/EDGE_[A-Z0-9]+__[A-Z0-9]+/g) ?? [];
    assert.deepEqual(names.filter((name) => !known.has(name)), [], path.relative(root, file));
  }
});

test('both clusters read the shared settings, and say nothing else about them', () => {
  const shared = readFileSync(path.join(deploy, 'cluster.env'), 'utf8').match(/^EDGE_\w+(?==)/gm);
  assert.ok(shared.length > 0);
  for (const file of ['local-cluster.sh', 'compose/compose.yaml']) {
    const text = readFileSync(path.join(deploy, file), 'utf8');
    assert.match(text, /cluster\.env/);
    for (const name of shared) assert.ok(!text.includes(`${name}=`) && !text.includes(`${name}:`), `${file} sets ${name} itself`);
  }
});

test('every script is sound to the shell', async () => {
  for (const file of files.filter((name) => name.endsWith('.sh'))) {
    const { code, stderr } = await capture('bash', ['-n', file]);
    assert.equal(code, 0, stderr);
  }
});

test('compose reads its file', async (context) => {
  const programs = [['docker', 'compose'], ['docker-compose']];
  for (const [program, ...words] of programs) {
    if ((await capture(program, [...words, 'version'])).code !== 0) continue;
    const { code, stderr } = await capture(program, [...words, '-f', compose, 'config', '-q']);
    assert.equal(code, 0, stderr);
    return;
  }
  context.skip('neither docker compose nor docker-compose is installed');
});
