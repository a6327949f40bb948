// npm run dev: the service rebuilt on every change, and Vite in front of it. One Ctrl-C, or the end of either, stops both.
import { spawn } from 'node:child_process';
import { build } from './build.mjs';
import { main, root } from './run.mjs';
import { needVersions } from './system.mjs';

await main(async () => {
  await needVersions();
  await build(['packages', 'web', 'pack', 'secp256k1']);
  const children = [
    start('dotnet', ['watch', '--project', 'edge', '--non-interactive', 'run']),
    start('npm', ['run', '--silent', 'web:dev']),
  ];
  const stop = () => children.forEach(({ pid }) => kill(pid));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.removeAllListeners(signal);
    process.on(signal, stop);
  }
  const ends = children.map((child) => new Promise((resolve) => child.on('close', resolve)));
  const code = await Promise.race(ends);
  stop();
  await Promise.all(ends);
  return code;
});

function start(command, args) {
  const env = { ...process.env, DOTNET_WATCH_RESTART_ON_RUDE_EDIT: '1', DOTNET_CLI_TELEMETRY_OPTOUT: '1', DOTNET_NOLOGO: '1' };
  return spawn(command, args, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
}

/** Each child leads a group, so that what it has started ends with it. */
function kill(group) {
  try {
    process.kill(-group, 'SIGTERM');
  } catch {
    // It has ended already.
  }
}
