// Runs commands and steps, with the time each took and a failure that says what to do.
import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { constants as os } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(fileURLToPath(new URL('..', import.meta.url)));

/** Something a person can act on: its message is printed without a stack trace, and the process exits with 1. */
export class Failure extends Error {}

// No build server may outlive the command and hold the terminal's pipes open.
const quietTools = {
  DOTNET_CLI_TELEMETRY_OPTOUT: '1',
  DOTNET_NOLOGO: '1',
  MSBUILDDISABLENODEREUSE: '1',
  MSBUILDTERMINALLOGGER: 'off',
  npm_config_update_notifier: 'false',
};

const running = new Set();
const captured = new Set();

for (const signal of ['SIGTERM', 'SIGHUP'])
  process.once(signal, () => {
    for (const child of [...running, ...captured]) child.kill(signal);
    process.exit(128 + os.signals[signal]);
  });

/** Runs a command to its end, output passed through, and gives its exit code (128 + n after signal n). */
export function attempt(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...quietTools, ...env }, stdio: ['ignore', 'inherit', 'inherit'] });
    running.add(child);
    child.on('error', (error) => reject(new Failure(`${command} cannot be started: ${error.message}`)));
    child.on('close', (code, signal) => {
      running.delete(child);
      resolve(code ?? 128 + os.signals[signal]);
    });
  });
}

/** Like attempt, but any exit code other than 0 is a failure. */
export async function run(command, args, options) {
  const code = await attempt(command, args, options);
  if (code !== 0) throw new Failure(`${command} ${args.join(' ')}\nended with exit code ${code}; its output above says why.`);
}

/** Runs a command silently: { code, stdout, stderr }. A command that is not there has the code 127. */
export function capture(command, args, { env = {}, cwd = root } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...quietTools, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    captured.add(child);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (data) => (stdout += data));
    child.stderr.on('data', (data) => (stderr += data));
    child.on('error', (error) => resolve({ code: 127, stdout, stderr: error.message }));
    child.on('close', (code, signal) => {
      captured.delete(child);
      resolve({ code: code ?? 128 + os.signals[signal], stdout, stderr });
    });
  });
}

/** Announces a piece of work and tells how long it took. */
export async function step(title, work) {
  const start = performance.now();
  console.log(`\n==> ${title}`);
  const result = await work();
  console.log(`    ${title}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return result;
}

/** The frame of every script: a Failure is printed as it reads, and the exit code is what work returns (0 if nothing). */
export async function main(work) {
  try {
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    console.error(`\n${error instanceof Failure ? error.message : error.stack}`);
    process.exitCode = 1;
    // Nobody waits for their answers any more; what the others do, such as installing packages, is not cut off.
    for (const child of captured) child.kill();
  }
}

/** The full path of a program, or undefined. */
export function onPath(program) {
  for (const folder of (process.env.PATH ?? '').split(path.delimiter)) {
    const file = path.join(folder, program);
    try {
      accessSync(file, constants.X_OK);
      return file;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
