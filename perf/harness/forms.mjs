// What Edge sends for an address, byte by byte, so that the others can be given the same; and the check that they do send it.
import { connect } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { Failure } from '../../scripts/run.mjs';

const patienceMs = 10_000;
const decoders = { br: brotliDecompressSync, gzip: gunzipSync, identity: (body) => body };

/** One exchange over a socket of its own. @returns {Promise<{status: number, headers: Record<string, string>, body: Buffer}>} */
export function exchange(url, headers = {}) {
  return new Promise((resolve, reject) => {
    const { port, hostname, pathname, search } = new URL(url);
    const parts = [];
    const socket = connect(Number(port), hostname);
    socket.setTimeout(patienceMs, () => socket.destroy(new Failure(`${url} did not answer in ${patienceMs / 1000} s`)));
    socket.on('data', (data) => parts.push(data));
    socket.on('error', reject);
    socket.on('end', () => {
      try {
        resolve(parse(Buffer.concat(parts)));
      } catch (error) {
        reject(error);
      }
    });
    const lines = Object.entries({ Host: 'edge', Connection: 'close', ...headers }).map(([name, value]) => `${name}: ${value}\r\n`);
    socket.write(`GET ${pathname}${search} HTTP/1.1\r\n${lines.join('')}\r\n`);
  });
}

/** An answer as it came; a chunked body is put together. @param {Buffer} bytes */
export function parse(bytes) {
  const split = bytes.indexOf('\r\n\r\n');
  if (split < 0) throw new Failure('The answer has no end of its headers.');
  const [line, ...fields] = bytes.subarray(0, split).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(fields.map((field) => [field.slice(0, field.indexOf(':')).toLowerCase(), field.slice(field.indexOf(':') + 1).trim()]));
  const rest = bytes.subarray(split + 4);
  const body = headers['transfer-encoding'] === 'chunked' ? dechunk(rest) : rest;
  return { status: Number(line.split(' ')[1]), headers, body, coding: headers['content-encoding'] ?? 'identity' };
}

function dechunk(bytes) {
  const parts = [];
  for (let at = 0; ; ) {
    const end = bytes.indexOf('\r\n', at);
    const length = Number.parseInt(bytes.subarray(at, end).toString('latin1'), 16);
    if (!(length > 0)) return Buffer.concat(parts);
    parts.push(bytes.subarray(end + 2, end + 2 + length));
    at = end + 2 + length + 2;
  }
}

/** The request that a subject is loaded with, after it was seen to answer it as the others do. */
export async function request(subject, address, { coding, revalidated = false, plain }) {
  const url = subject.url + address;
  const headers = { 'Accept-Encoding': coding };
  const answer = await exchange(url, headers);
  if (answer.status !== 200 || !decode(answer).equals(plain)) throw new Failure(`${subject.name} answers ${url} with ${answer.status} or another body than Edge's.`);
  if (answer.coding !== coding) throw new Failure(`${subject.name} answers ${url} in ${answer.coding}, asked for ${coding}.`);
  if (revalidated) {
    headers['If-None-Match'] = answer.headers.etag;
    const { status } = await exchange(url, headers);
    if (status !== 304) throw new Failure(`${subject.name} answers ${url} with ${status}, though its entity tag ${answer.headers.etag} was sent.`);
  }
  return { url, headers };
}

export function decode({ body, coding }) {
  return decoders[coding](body);
}
