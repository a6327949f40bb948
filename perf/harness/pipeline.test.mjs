import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { pipeline, readAnswer, write } from './pipeline.mjs';

const bytes = (text) => Buffer.from(text);

test('An answer ends with its body, whose length is said, in chunks or none', () => {
  assert.deepEqual(readAnswer(bytes('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1')), { status: 200, end: 40 });
  assert.deepEqual(readAnswer(bytes('HTTP/1.1 304 Not Modified\r\nETag: "1"\r\n\r\nHTTP')), { status: 304, end: 40 });
  assert.deepEqual(readAnswer(bytes('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n')), { status: 200, end: 59 });
});

test('An answer that is not whole is awaited', () => {
  assert.equal(readAnswer(bytes('HTTP/1.1 200 OK\r\nContent-Le')), undefined);
  assert.equal(readAnswer(bytes('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nok')), undefined);
  assert.equal(readAnswer(bytes('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n')), undefined);
});

test('A body is sent with its length in bytes', () => {
  assert.match(write({ path: '/x', method: 'POST', body: '{"ü":1}' }), /Content-Length: 8\r\n\r\n\{"ü":1\}$/);
});

async function serving(handle, work) {
  const server = createServer(handle).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await work(server.address().port);
  } finally {
    server.close();
  }
}

test('Every request is made and answered once, in order', async () => {
  const seen = [];
  const handle = (request, answer) => answer.end(String(seen.push(request.url)));
  await serving(handle, (port) => pipeline(port, { count: 10, depth: 4, next: (i) => ({ path: `/${i}`, status: 200 }) }));
  assert.deepEqual(seen, Array.from({ length: 10 }, (_, i) => `/${i}`));
});

test('Another status than the expected one ends it with what was answered', async () => {
  const handle = (_, answer) => answer.writeHead(503).end('busy');
  await serving(handle, (port) => assert.rejects(pipeline(port, { count: 2, depth: 1, next: () => ({ path: '/', status: 200 }) }), /503 where 200 .*busy/s));
});
