import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { once } from 'node:events';
import { test } from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { parse, request } from './forms.mjs';

const plain = Buffer.from('the same bytes');

async function serving(handle, work) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work({ name: 'peer', url: `http://127.0.0.1:${server.address().port}` });
  } finally {
    server.close();
  }
}

test('An answer in chunks is put together', () => {
  const { status, body, headers } = parse(Buffer.from('HTTP/1.1 200 OK\r\nETag: "1"\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n'));
  assert.deepEqual([status, body.toString(), headers.etag], [200, 'abcde', '"1"']);
});

test('A peer with the same body in the same coding is loaded with its own entity tag', async () => {
  const handle = (incoming, answer) => {
    answer.writeHead(incoming.headers['if-none-match'] === '"7"' ? 304 : 200, { etag: '"7"', 'content-encoding': 'br' });
    answer.end(incoming.headers['if-none-match'] ? undefined : brotliCompressSync(plain));
  };
  await serving(handle, async (peer) => {
    const { headers } = await request(peer, '/x', { coding: 'br', revalidated: true, plain });
    assert.deepEqual(headers, { 'Accept-Encoding': 'br', 'If-None-Match': '"7"' });
  });
});

test('Another body, another coding and a tag that does not count are refused', async () => {
  await serving((_, answer) => answer.end('other'), (peer) => assert.rejects(request(peer, '/x', { coding: 'identity', plain }), /another body/));
  await serving((_, answer) => answer.end(plain), (peer) => assert.rejects(request(peer, '/x', { coding: 'br', plain }), /in identity/));
  const handle = (_, answer) => answer.writeHead(200, { etag: '"1"' }).end(plain);
  await serving(handle, (peer) => assert.rejects(request(peer, '/x', { coding: 'identity', revalidated: true, plain }), /with 200, though/));
});
