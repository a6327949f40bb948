// npm start: builds what has changed, fills an empty database with demo data, and serves.
// Arguments after -- go to the binary: npm start -- --help
import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { constants as os } from 'node:os';
import path from 'node:path';
import { binary, build } from './build.mjs';
import { attempt, Failure, main, onPath, root, step } from './run.mjs';

const scheme = 'sqlite:';
const sameKeyPressMs = 500;

await main(async () => {
  await build();
  await seedFirstRun(process.env.EDGE_STORAGE__DATABASE ?? `${scheme}data/edge.db`);
  return serve(process.argv.slice(2));
});

async function seedFirstRun(database) {
  if (!database.startsWith(scheme)) return;
  const file = path.resolve(root, database.slice(scheme.length));
  if (existsSync(file)) return;
  await step('Demo data', async () => {
    if ((await attempt(binary, ['seed-demo'])) === 0) return;
    for (const suffix of ['', '-wal', '-shm']) rmSync(file + suffix, { force: true });
    throw new Failure(`The demo data could not be written to ${file}; the lines above say why.`);
  });
}

/** As if the binary had been started directly: its output, each signal once, its exit code. */
function serve(args) {
  // A Ctrl-C reaches this process twice (from the terminal and from npm), and two signals mean "exit at once" to the binary: it gets
  // a process group of its own and each signal once. Should this process be killed, the kernel stops the binary in its stead.
  const command = onPath('setpriv') ? ['setpriv', '--pdeathsig', 'TERM', binary] : [binary];
  const child = spawn(command[0], [...command.slice(1), ...args], { cwd: root, stdio: 'inherit', detached: true });
  const last = {};
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT']) {
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (performance.now() - (last[signal] ?? -Infinity) > sameKeyPressMs) child.kill(signal);
      last[signal] = performance.now();
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new Failure(`${binary} cannot be started: ${error.message}`)));
    child.on('exit', (code, signal) => resolve(code ?? 128 + os.signals[signal]));
  });
}
