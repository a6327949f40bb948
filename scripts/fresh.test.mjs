import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Stamps } from './fresh.mjs';

const step = { name: 'copy', inputs: ['in', 'settings.json'], outputs: ['out'], ignore: /\.lock$/ };
let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'edge-stamps-'));
  mkdirSync(path.join(folder, 'in/deep'), { recursive: true });
  write('in/deep/a', 'one');
  write('out', 'built');
  new Stamps(folder).compare(step).done();
});

afterEach(() => rmSync(folder, { recursive: true }));

const write = (file, text) => writeFileSync(path.join(folder, file), text);
const isStale = (change = {}) => new Stamps(folder).compare({ ...step, ...change }).isStale;

test('An untouched step is fresh', () => assert.equal(isStale(), false));

test('A step without a stamp is stale', () => assert.equal(isStale({ name: 'other' }), true));

test('A changed input makes it stale', () => {
  write('in/deep/a', 'two!');
  assert.equal(isStale(), true);
});

test('An input that was only touched does not', () => {
  utimesSync(path.join(folder, 'in/deep/a'), new Date(0), new Date(0));
  assert.equal(isStale(), false);
});

test('A new, and a newly existing, input makes it stale', () => {
  write('in/b', '');
  assert.equal(isStale(), true);
  rmSync(path.join(folder, 'in/b'));
  write('settings.json', '{}');
  assert.equal(isStale(), true);
});

test('A removed input makes it stale', () => {
  rmSync(path.join(folder, 'in/deep/a'));
  assert.equal(isStale(), true);
});

test('A missing or foreign output makes it stale', () => {
  write('out', 'built by someone else');
  assert.equal(isStale(), true);
  rmSync(path.join(folder, 'out'));
  assert.equal(isStale(), true);
});

test('A different surrounding makes it stale', () => assert.equal(isStale({ extra: 'net10.0' }), true));

test('Ignored inputs and folders of tools do not count', () => {
  write('in/packages.lock', '1');
  mkdirSync(path.join(folder, 'in/obj'));
  write('in/obj/x', '');
  assert.equal(isStale(), false);
});

test('An input changed while the step runs leaves it stale', () => {
  write('in/deep/a', 'two!');
  const running = new Stamps(folder).compare(step);
  write('in/deep/a', 'three');
  running.done();
  assert.equal(isStale(), true);
});

test('A broken stamp is no stamp', () => {
  write('artifacts/stamps/copy.json', '{"inputs":');
  assert.equal(isStale(), true);
});
