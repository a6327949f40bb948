// A PostgreSQL server for a measurement: its own folder, a loopback port, waits for the disk as a server does that one trusts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { capture, Failure } from '../scripts/run.mjs';
import { endsWithLab, freePorts } from './harness/process.mjs';

const home = '/usr/lib/postgresql';
const tries = 300;
const retryMs = 100;

export const settings = { shared_buffers: '512MB', max_wal_size: '4GB', wal_compression: 'on', max_connections: '200' };

export class Postgres {
  static async start() {
    if (!existsSync(home)) throw new Failure('PostgreSQL is missing: sudo apt-get install postgresql');
    const server = new Postgres();
    [server.port] = await freePorts(1);
    server.url = `postgres://edge@127.0.0.1:${server.port}/edge?sslmode=disable`;
    server.binaries = path.join(home, readdirSync(home).sort((one, other) => Number(other) - Number(one))[0], 'bin');
    server.folder = mkdtempSync(path.join(tmpdir(), 'edge-growth-'));
    // PostgreSQL refuses to run as root.
    const data = path.join(server.folder, 'data');
    mkdirSync(data);
    let prefix = [];
    if (process.getuid() === 0) {
      prefix = ['setpriv', '--reuid=postgres', '--regid=postgres', '--init-groups', '--'];
      const [uid, gid] = (await capture('sh', ['-c', 'id -u postgres; id -g postgres'])).stdout.trim().split('\n').map(Number);
      chmodSync(server.folder, 0o711);
      chownSync(data, uid, gid);
    }
    const [init, ...initArguments] = [...prefix, `${server.binaries}/initdb`, '-D', data, '-U', 'edge', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8'];
    const made = await capture(init, initArguments, { cwd: '/' });
    if (made.code !== 0) throw new Failure(`initdb failed:\n${made.stderr}`);
    const options = Object.entries({ listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const [run, ...runArguments] = [...prefix, `${server.binaries}/postgres`, '-D', data, '-p', String(server.port), ...options];
    server.process = spawn(run, runArguments, { cwd: '/', stdio: ['ignore', 'ignore', openSync(path.join(server.folder, 'log'), 'w')] });
    endsWithLab(server);
    await server.#answers();
    await server.query('create database edge', 'postgres');
    return server;
  }

  /** Runs statements, one after the other, and gives what they print, a line a row, columns divided by "|". */
  async query(sql, database = 'edge') {
    const { code, stdout, stderr } = await capture(`${this.binaries}/psql`, ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'edge', '-d', database, '-qAtX', '-v', 'ON_ERROR_STOP=1', '-c', sql]);
    if (code !== 0) throw new Failure(`psql failed: ${stderr}\n${sql}`);
    return stdout.trim();
  }

  async stop() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGINT');
    await ended;
    rmSync(this.folder, { recursive: true });
  }

  async #answers() {
    for (let i = 0; i < tries && this.process.exitCode === null; i++) {
      if ((await capture(`${this.binaries}/psql`, ['-h', '127.0.0.1', '-p', String(this.port), '-U', 'edge', '-d', 'postgres', '-c', 'select 1'])).code === 0) return;
      await pause(retryMs);
    }
    throw new Failure(`PostgreSQL did not start; see ${this.folder}/log`);
  }
}
