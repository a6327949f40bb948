// Starts the published binary for a measurement, in a folder of its own.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { binary } from '../scripts/build.mjs';
import { capture, Failure } from '../scripts/run.mjs';

const retryMs = 1;
const patienceMs = 15_000;

export class Service {
  folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-'));

  /** @param {Record<string, string>} settings more of the service's environment */
  static async prepare(settings = {}) {
    const service = new Service();
    service.settings = settings;
    [service.port, service.adminPort] = await freePorts(2);
    service.url = `http://127.0.0.1:${service.port}`;
    return service;
  }

  get #environment() {
    const { PATH, HOME } = process.env;
    return { PATH, HOME, EDGE_HOSTING__URLS: this.url, EDGE_HOSTING__ADMINURLS: `http://127.0.0.1:${this.adminPort}`, ...this.settings };
  }

  /** Starts the process and gives the milliseconds from there to the end of its first 200. */
  async start() {
    const begin = performance.now();
    this.process = spawn(binary, { cwd: this.folder, env: this.#environment, stdio: 'ignore' });
    while (!(await answers200(this.port))) {
      if (this.process.exitCode !== null || performance.now() - begin > patienceMs) throw new Failure(`${binary} does not answer; start it by hand to see why.`);
      await pause(retryMs);
    }
    return performance.now() - begin;
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await ended;
  }

  /** Resident memory in MB. */
  memory() {
    const status = readFileSync(`/proc/${this.process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+) kB/.exec(status)[1]) / 1024;
  }

  /** Runs a command of the binary on this service's data. */
  command(...args) {
    return capture('env', ['-C', this.folder, binary, ...args], { env: this.#environment });
  }

  async remove() {
    if (this.process && this.process.exitCode === null && this.process.signalCode === null) await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}

/** One request over a plain socket: a client library would add its own time to the measured one. */
function answers200(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('GET /health/live HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n'));
    socket.setNoDelay();
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1').startsWith('HTTP/1.1 200'));
    });
    socket.once('error', () => resolve(false));
  });
}

/** Loopback ports that nothing listens on now. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => server.listening || once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
