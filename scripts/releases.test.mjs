import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { dictionaryFor, familyOf } from './deltas.mjs';
import { keepRelease, previousReleases } from './releases.mjs';

let folder;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'edge-releases-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

function built(...names) {
  const web = mkdtempSync(path.join(folder, 'web-'));
  mkdirSync(path.join(web, 'assets'));
  for (const name of names) writeFileSync(path.join(web, 'assets', name), name);
  return web;
}

const kept = (version) => previousReleases(path.join(folder, 'kept'), version).map((release) => release.version);
const keep = (version, ...names) => keepRelease(built(...names), path.join(folder, 'kept'), version);

test('A fresh clone has no release before', () => assert.deepEqual(kept('1.0.0'), []));

test('The last three releases below the version are those before it, the latest first', () => {
  for (const version of ['0.9.0', '1.9.0', '1.10.0', '1.10.1', '2.0.0', '1.11.0']) keep(version);
  mkdirSync(path.join(folder, 'kept', '1.10.2.new'));
  mkdirSync(path.join(folder, 'kept', 'not-a-version'));
  assert.deepEqual(kept('1.11.0'), ['1.10.1', '1.10.0', '1.9.0']);
  assert.deepEqual(kept('1.10.0'), ['1.9.0', '0.9.0']);
});

test('Another build of a version takes its place, and only hashed files are kept', () => {
  keep('1.0.0', 'index-aaaaaaaa.js');
  keep('1.0.0', 'index-bbbbbbbb.js', 'plain.txt');
  assert.deepEqual(readdirSync(path.join(folder, 'kept/1.0.0/assets')), ['index-bbbbbbbb.js']);
  const [{ files }] = previousReleases(path.join(folder, 'kept'), '1.1.0');
  assert.deepEqual(files.map(([name, bytes]) => [name, String(bytes)]), [['/assets/index-bbbbbbbb.js', 'index-bbbbbbbb.js']]);
});

test('A hashed file is a dictionary for the files of its name, whatever is in the hash', () => {
  assert.equal(familyOf('/assets/outbox-pages-B-TjW_yr.js'), '/assets/outbox-pages-*.js');
  assert.equal(dictionaryFor('/assets/index-CvQBMvOJ.css'), 'match="/assets/index-*.css"');
});
