import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { capture } from '../../scripts/run.mjs';
import { Group, groupsAllowed } from './cgroup.mjs';

const skip = groupsAllowed() ? false : 'only root may make control groups, and not in every container';

test('A program is started in its group, which goes when it is empty', { skip }, async () => {
  const group = new Group('test', { memory: 2 ** 28, processors: 0.5 });
  const [program, args] = group.entered('sh', ['-c', 'cat /proc/self/cgroup']);
  const { code, stdout } = await capture(program, args);
  group.remove();
  assert.equal(code, 0);
  assert.match(stdout, new RegExp(`edge-perf-${process.pid}-test`));
  assert.ok(group.folders.every((folder) => !existsSync(folder)));
});

test('The kernel ends what takes more than the memory of its group, and says so', { skip }, async () => {
  const group = new Group('small', { memory: 2 ** 25 });
  const [program, args] = group.entered(process.execPath, ['-e', 'const all = []; for (;;) all.push(Buffer.alloc(1 << 20, 1))']);
  const { code } = await capture(program, args);
  const { killed } = group;
  group.remove();
  assert.equal(code, 137);
  assert.ok(killed > 0);
});
