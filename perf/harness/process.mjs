// A program that is measured: started in a folder of its own, stopped by its process id, gone with its folder.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../scripts/run.mjs';
import { cores, pinned } from './generators.mjs';

const retryMs = 1;
const stopMs = 10_000;
const hangMs = 5000;
const running = new Set();

// Ctrl-C ends the lab, and nothing of it goes on or stays.
process.once('SIGINT', () => process.exit(130));
process.once('exit', () => {
  for (const { process: child, folder } of running) {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
});

/** Has a process end, and its folder go, when the lab is ended from outside. @param {{process: import('node:child_process').ChildProcess, folder: string}} server */
export function endsWithLab(server) {
  running.add(server);
  server.process.once('exit', () => running.delete(server));
}

export class Server {
  folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-'));
  ready = '/';
  patienceMs = 15_000;

  /**
   * @param {{name: string, port: number, program?: string, args?: string[], env?: Record<string, string>, ready?: string, group?: import('./cgroup.mjs').Group}} what
   * group: the control group that it is started in
   */
  constructor(what = {}) {
    Object.assign(this, what);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  /** Starts the process and gives the milliseconds from there to the end of its first 200. */
  async start() {
    const begin = performance.now();
    this.launch();
    await this.answers();
    return performance.now() - begin;
  }

  launch() {
    const { PATH, HOME } = process.env;
    const [program, args] = this.group ? this.group.entered(this.program, this.args ?? []) : [this.program, this.args ?? []];
    const [command, all] = pinned(cores()?.servers, program, args);
    this.process = spawn(command, all, { cwd: this.folder, env: { PATH, HOME, ...this.env }, stdio: 'ignore' });
    this.ended = once(this.process, 'exit').catch(() => {});
    endsWithLab(this);
  }

  /** Waits for the first 200, for as long as the process lives and patience lasts. */
  async answers() {
    const begin = performance.now();
    while (!(await answers200(this.port, this.ready))) {
      if (!this.isRunning || performance.now() - begin > this.patienceMs) {
        await this.stop();
        throw new Failure(`${this.name} (${this.program} ${(this.args ?? []).join(' ')}) does not answer; start it by hand to see why.`);
      }
      await pause(retryMs);
    }
  }

  get isRunning() {
    return this.process?.pid !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  async stop() {
    if (!this.isRunning) return;
    this.process.kill('SIGTERM');
    const late = setTimeout(() => this.process.kill('SIGKILL'), stopMs);
    await this.ended;
    clearTimeout(late);
  }

  /** Resident memory in MB, of the process and those it started; what several of them share counts once. */
  memory() {
    const ids = family(this.process.pid);
    return ids.length === 1 ? field(ids[0], 'status', 'VmRSS') : this.share();
  }

  /** MB that are its own: not the pages of files that it has mapped, such as the database's, which the system may take back at any time. */
  ownMemory() {
    return family(this.process.pid).reduce((sum, id) => sum + field(id, 'status', 'RssAnon'), 0);
  }

  /** MB that one more of the kind takes: what it has for itself, and its part of what it has together with others. */
  share() {
    return family(this.process.pid).reduce((sum, id) => sum + field(id, 'smaps_rollup', 'Pss'), 0);
  }

  /** Seconds of processor time that the process and those it started have used. */
  processorTime() {
    return family(this.process.pid).reduce((sum, id) => sum + ticks(id) / 100, 0);
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function field(id, file, name) {
  const text = readFileSync(`/proc/${id}/${file}`, 'utf8');
  return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)[1]) / 1024;
}

/** utime and stime, which are in hundredths of a second for every process of Linux. */
function ticks(id) {
  const [user, system] = readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).map(Number);
  return user + system;
}

/** The process and all below it. */
function family(id) {
  const children = readdirSync(`/proc/${id}/task`).flatMap((task) => readFileSync(`/proc/${id}/task/${task}/children`, 'utf8').split(' ').filter(Boolean));
  return [id, ...children.flatMap((child) => family(Number(child)))];
}

/** One request over a plain socket: a client library would add its own time to the measured one. */
function answers200(port, address) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(`GET ${address} HTTP/1.1\r\nHost: edge\r\nConnection: close\r\n\r\n`));
    socket.setNoDelay();
    // One that is accepted by the kernel and then hangs is asked anew, until patience ends.
    socket.setTimeout(hangMs, () => socket.destroy());
    socket.once('data', (data) => {
      socket.destroy();
      resolve(data.toString('latin1').startsWith('HTTP/1.1 200'));
    });
    socket.once('error', () => resolve(false));
    socket.once('close', () => resolve(false));
  });
}

/** Whether something listens there; asking does not connect, which would wake what waits for a connection. */
export function isListening(port) {
  const address = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')} 00000000:0000 0A`;
  return readFileSync('/proc/net/tcp', 'utf8').includes(address);
}

/** Loopback ports that nothing listens on now. */
export async function freePorts(count) {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  await Promise.all(servers.map((server) => server.listening || once(server, 'listening')));
  const ports = servers.map((server) => server.address().port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}
