import assert from 'node:assert/strict';
import { test } from 'node:test';
import { imageFiles, imageSize, paths } from './image.mjs';

test('ldd: the libraries and the loader, not what the kernel brings', () => {
  const text = `	linux-vdso.so.1 (0x00007ffd0c5f2000)
	libm.so.6 => /lib/x86_64-linux-gnu/libm.so.6 (0x00007f2a4a000000)
	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f2a49e1f000)
	/lib64/ld-linux-x86-64.so.2 (0x00007f2a4a1f0000)
`;
  assert.deepEqual(paths(text), ['/lib/x86_64-linux-gnu/libm.so.6', '/lib/x86_64-linux-gnu/libc.so.6', '/lib64/ld-linux-x86-64.so.2']);
});

test('An image is as large as its files, and smaller on its way', async () => {
  const [program, ...libraries] = await imageFiles(process.execPath);
  assert.equal(program, process.execPath);
  const { plain, compressed } = await imageSize(libraries.slice(0, 3));
  assert.ok(plain > compressed && compressed > 0.1, `${plain} MB, ${compressed} MB`);
});
