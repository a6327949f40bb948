// Sends many requests over one connection, a fixed number at a time: the same work for the service in every run, whatever the machine does.
import { connect } from 'node:net';
import { Failure } from '../../scripts/run.mjs';

const patienceMs = 60_000;
const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('\r\n0\r\n\r\n');

/** @typedef {{path: string, method?: string, headers?: Record<string, string>, body?: string, status: number}} Request */

/** The request as it goes over the wire. @param {Request} request */
export function write({ path, method = 'GET', headers = {}, body }) {
  const all = { Host: 'edge', ...headers, ...(body === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(body)) }) };
  return `${method} ${path} HTTP/1.1\r\n${Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body ?? ''}`;
}

/** Where the first answer in these bytes ends and what its status is; undefined while it is not whole. @param {Buffer} bytes */
export function readAnswer(bytes) {
  const split = bytes.indexOf(headEnd);
  if (split < 0) return undefined;
  const head = bytes.subarray(0, split + 2).toString('latin1');
  const status = Number(head.slice(9, 12));
  const from = split + headEnd.length;
  if (status === 304 || status === 204) return { status, end: from };
  if (/\r\ntransfer-encoding: chunked\r\n/i.test(head)) {
    const last = bytes.indexOf(lastChunk, split + 2);
    return last < 0 ? undefined : { status, end: last + lastChunk.length };
  }
  const end = from + Number(/\r\ncontent-length: (\d+)\r\n/i.exec(head)?.[1] ?? 0);
  return end > bytes.length ? undefined : { status, end };
}

/** Sends count requests, depth of them before their answers are awaited; next(i) makes the i-th. */
export function pipeline(port, { count, depth, next }) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', send);
    let [sent, answered, left] = [0, 0, Buffer.alloc(0)];
    const expected = [];
    function send() {
      const batch = [];
      for (; sent < count && batch.length < depth; sent++) {
        const request = next(sent);
        expected.push(request.status);
        batch.push(write(request));
      }
      socket.write(batch.join(''));
    }
    function take(data) {
      left = left.length ? Buffer.concat([left, data]) : data;
      for (let answer = readAnswer(left); answer; answer = readAnswer(left)) {
        const status = expected.shift();
        if (answer.status !== status) return fail(new Failure(`The service answered ${answer.status} where ${status} was expected:\n${left.subarray(0, answer.end)}`));
        left = left.subarray(answer.end);
        answered++;
        if (answered === count) return socket.end(resolve);
        if (answered === sent) send();
      }
    }
    function fail(error) {
      socket.destroy();
      reject(error);
    }
    socket.setNoDelay();
    socket.setTimeout(patienceMs, () => fail(new Failure('The service went silent.')));
    socket.on('error', fail);
    socket.on('close', () => fail(new Failure('The service closed the connection.')));
    socket.on('data', take);
  });
}
