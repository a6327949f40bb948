// A Redis server for a measurement: a loopback port, nothing kept.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Failure } from '../../scripts/run.mjs';
import { endsWithLab, freePorts, isListening } from './process.mjs';

const patienceMs = 10_000;

export async function startRedis() {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-redis-'));
  const [port] = await freePorts(1);
  const child = spawn('redis-server', ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder, '--save', '', '--appendonly', 'no'], { stdio: 'ignore' });
  const ended = once(child, 'exit').catch(() => {});
  endsWithLab({ process: child, folder });
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(folder, { recursive: true });
  };
  const begin = performance.now();
  while (!isListening(port)) {
    if (child.exitCode !== null || performance.now() - begin > patienceMs) {
      await stop();
      throw new Failure('redis-server does not answer; start it by hand to see why.');
    }
    await pause(20);
  }
  return { port, stop };
}
