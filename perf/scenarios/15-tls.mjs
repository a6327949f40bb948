// The cached public view over TLS, with HTTP/1.1 and HTTP/2, beside nginx with the same certificate.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture, Failure } from '../../scripts/run.mjs';
import { h2load } from '../harness/generators.mjs';
import { nginx } from '../harness/peers.mjs';
import { freePorts } from '../harness/process.mjs';
import { edgeSite } from '../harness/site.mjs';
import { interleave } from '../harness/stats.mjs';
import { Service } from '../service.mjs';

export const title = 'Cached public view over TLS';
export const rounds = 5;
export const seconds = 2;

const protocols = { h1: 'HTTP/1.1, 16 connections', h2: 'HTTP/2, 16 connections of 8 streams' };
const notes = ['A certificate on P-256, connections that stay open; handshakes are not measured. The answer is in brotli.'];

export async function run({ rounds: turns, seconds: length }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-tls-'));
  const [own, theirs] = await freePorts(2);
  const certificate = await selfSigned(folder);
  const service = await Service.prepare({ EDGE_HOSTING__CERTIFICATE: certificate.file, EDGE_HOSTING__CERTIFICATEKEY: certificate.key });
  service.env.EDGE_HOSTING__URLS = `${service.url};https://127.0.0.1:${own}`;
  const servers = [service];
  let made;
  try {
    made = await edgeSite(service);
    const peer = await nginx(made.site, { ...certificate, port: theirs });
    servers.push(peer);
    await peer.start();
    const targets = [[service.name, own], [peer.name, theirs]].map(([name, port]) => ({ name, url: `https://127.0.0.1:${port}${made.view}` }));
    const groups = [];
    for (const [protocol, name] of Object.entries(protocols)) {
      const load = ({ url }, seconds) => h2load(url, { headers: { 'accept-encoding': 'br' }, seconds, protocol });
      for (const target of targets) await load(target, 1);
      const samples = await interleave(targets, turns, async (target) => (await load(target, length)).rate);
      groups.push({ name, unit: 'requests/s', better: 'more', samples });
    }
    return { groups, notes };
  } finally {
    for (const server of servers) await server.remove();
    made?.site.remove();
    rmSync(folder, { recursive: true });
  }
}

async function selfSigned(folder) {
  const [file, key] = ['certificate.pem', 'key.pem'].map((name) => path.join(folder, name));
  const how = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-keyout', key, '-out', file];
  const { code, stderr } = await capture('openssl', how);
  if (code !== 0) throw new Failure(`openssl failed:\n${stderr}`);
  return { file, key };
}
