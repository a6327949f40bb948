import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onInstalled, ownFiles } from './jit.mjs';

test('Projects and packages are taken with their native libraries', () => {
  const targets = { net: {}, 'net/linux-x64': { 'edge/1': { runtime: { 'edge.dll': {} } }, 'sqlite/3': { native: { 'runtimes/linux-x64/native/libsqlite.so': {} } }, 'none/1': {} } };
  assert.deepEqual(ownFiles({ targets }), ['edge.dll', 'libsqlite.so']);
});

test('The frameworks that were included are asked of the machine, any newer one will do', () => {
  const dynamic = 'System.Runtime.CompilerServices.RuntimeFeature.IsDynamicCodeSupported';
  const config = { runtimeOptions: { tfm: 'net9.0', includedFrameworks: [{ name: 'A', version: '9.0.20' }], configProperties: { [dynamic]: false, kept: true } } };
  assert.deepEqual(onInstalled(config).runtimeOptions, { tfm: 'net9.0', frameworks: [{ name: 'A', version: '9.0.0' }], rollForward: 'Major', configProperties: { kept: true } });

  const named = { runtimeOptions: { frameworks: [{ name: 'B', version: '9.0.0' }], configProperties: {} } };
  assert.deepEqual(onInstalled(named).runtimeOptions.frameworks, [{ name: 'B', version: '9.0.0' }]);
});
