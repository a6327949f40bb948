// The load generators: wrk for a closed loop; h2load for TLS, HTTP/2, and for a rate that does not wait for the answers.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { capture, Failure, root } from '../../scripts/run.mjs';

const units = { us: 0.001, ms: 1, s: 1000, m: 60_000 };
const pinFrom = 4;
const graceSeconds = 30;
const latestTimes = 10;
const warmUpSeconds = 1;

/** Where the generator may run when there are cores enough to give it its own: the last quarter; servers get the others. */
export function cores(count = availableParallelism()) {
  if (count < pinFrom) return undefined;
  const first = count - Math.floor(count / 4);
  return { servers: `0-${first - 1}`, generator: `${first}-${count - 1}` };
}

/** A command, kept to a set of cores where one is given. */
export function pinned(set, command, args) {
  return set ? ['taskset', ['-c', set, command, ...args]] : [command, args];
}

/** @typedef {{rate: number, p50: number, p90: number, p99: number, errors: number}} Measured requests/s and milliseconds */

/** A closed loop: each connection asks again when it has its answer. @returns {Promise<Measured>} */
export async function wrk(url, { headers = {}, seconds, connections = 64, script, env, failuresAllowed = false }) {
  const more = [...Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]), ...(script ? ['-s', path.join(root, 'perf', script)] : [])];
  const { code, stdout, stderr } = await generate(seconds, 'wrk', ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', ...more, url], env);
  const measured = code === 0 ? parseWrk(stdout) : undefined;
  if (!measured || (measured.errors && !failuresAllowed)) throw new Failure(`wrk on ${url} failed:\n${stdout}${stderr}`);
  return measured;
}

/**
 * A fixed rate over HTTP/1.1: each connection sends its share when it is due, or as soon as it may. A late answer also counts for the
 * requests that waited behind it (no coordinated omission). @returns {Promise<Measured>}
 */
export async function openLoop(url, { headers = {}, seconds, connections = 16, rate }) {
  const { measured, answers } = await paced(url, { headers, seconds, connections, rate });
  const { goodput, refused } = served(answers, seconds);
  return { errors: measured.errors, rate: goodput + refused, ...percentiles(answers.map(({ time }) => time), (connections / rate) * 1000) };
}

/** More than a server can do, and what it does of it: answers of 200 a second, and how long these took. @returns {Promise<{goodput: number, p99: number, refused: number}>} */
export async function overload(url, { headers = {}, seconds, connections, rate }) {
  const { answers } = await paced(url, { headers, seconds, connections, rate });
  return served(answers, seconds);
}

/**
 * Goodput is what was answered after the first second, in which connections are made; times are of all that was asked until the end, however late
 * it was answered: who serves some connections and leaves others waiting is not quick. @param {ReturnType<typeof readLog>} answers
 */
export function served(answers, seconds) {
  const from = answers.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY) + warmUpSeconds;
  const within = (moment) => moment >= from && moment < from + seconds;
  const answered = answers.filter(({ at, time }) => within(at + time / 1000));
  const good = answered.filter(({ status }) => status === 200).length;
  const times = answers.filter(({ at, status }) => status === 200 && at < from + seconds).map(({ time }) => time);
  return { goodput: good / seconds, refused: (answered.length - good) / seconds, ...percentiles(times, Number.POSITIVE_INFINITY) };
}

/** Connections are made one after the other over the first second, so that they do not all send at the same moment. */
async function paced(url, { headers, seconds, connections, rate }) {
  const folder = mkdtempSync(path.join(tmpdir(), 'edge-perf-h2load-'));
  try {
    const log = path.join(folder, 'log');
    const steps = Math.min(connections, warmUpSeconds * 100);
    const ramp = ['-r', String(Math.ceil(connections / steps)), `--rate-period=${Math.floor((warmUpSeconds * 1000) / steps)}ms`];
    const pace = ['--rps', String(rate / connections), `--log-file=${log}`];
    const requests = Math.ceil(rate * (seconds + warmUpSeconds));
    const measured = await h2load(url, { headers, seconds, requests, connections, protocol: 'h1', more: [...ramp, ...pace], failuresAllowed: true });
    return { measured, answers: readLog(readFileSync(log, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The answers in a --log-file, whose lines have start, status, microseconds: when each was asked for, in seconds, and the milliseconds it took. */
export function readLog(text) {
  return text.split('\n').flatMap((line) => {
    const [start, status, time] = line.split('\t').map(Number);
    return status > 0 ? [{ at: start / 1e6, status, time: time / 1000 }] : [];
  });
}

/**
 * Percentiles in which a stall counts as often as requests were due during it: one that took n times the interval stands for n of them,
 * each having waited an interval less (the correction of HdrHistogram and wrk2; where the generator catches up, it errs to the slow side).
 * @param {number[]} times @param {number} interval between two requests of a connection, in the same unit
 */
export function percentiles(times, interval) {
  const all = [];
  for (const time of times) for (let left = time; left > 0 && (left === time || left >= interval); left -= interval) all.push(left);
  all.sort((a, b) => a - b);
  const at = (share) => all[Math.min(all.length - 1, Math.ceil(share * all.length) - 1)] ?? Number.NaN;
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), p999: at(0.999) };
}

/** HTTP/2 (or 1.1 with "h1") over TLS. @returns {Promise<{rate: number, errors: number}>} */
export async function h2load(url, { headers = {}, seconds, requests, connections = 16, streams = 8, protocol = 'h2', more = [], failuresAllowed = false }) {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const kind = protocol === 'h1' ? ['--h1'] : ['-m', String(streams)];
  const { code, stdout, stderr } = await generate(seconds, 'h2load', ['-t1', '-c', String(connections), ...(requests ? ['-n', String(requests)] : ['-D', String(seconds)]), ...kind, ...more, ...named, url]);
  const measured = code === 0 ? parseH2load(stdout) : undefined;
  if (!measured || (measured.errors && !failuresAllowed)) throw new Failure(`h2load on ${url} failed:\n${stdout}${stderr}`);
  return measured;
}

/** A generator that waits for a server that hangs is ended. */
function generate(seconds, command, args, env = {}) {
  const [program, all] = pinned(cores()?.generator, 'timeout', ['-k', '3', String(seconds * latestTimes + graceSeconds), command, ...args]);
  return capture(program, all, { env });
}

/** What wrk --latency prints. @returns {Measured | undefined} undefined for anything else */
export function parseWrk(text) {
  const rate = /Requests\/sec:\s+([\d.]+)/.exec(text)?.[1];
  if (!rate) return undefined;
  const at = (share) => {
    const [, value, unit] = new RegExp(`^\\s+${share}%\\s+([\\d.]+)(us|ms|s|m)$`, 'm').exec(text) ?? [];
    return value ? Number(value) * units[unit] : Number.NaN;
  };
  const sockets = /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(text)?.slice(1) ?? [];
  const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(text)?.[1] ?? 0);
  return { rate: Number(rate), p50: at(50), p90: at(90), p99: at(99), refused, errors: refused + sockets.map(Number).reduce((sum, n) => sum + n, 0) };
}

/** What h2load prints. */
export function parseH2load(text) {
  const rate = /finished in [\d.]+m?s, ([\d.]+) req\/s/.exec(text)?.[1];
  const requests = /requests: .*?(\d+) failed, (\d+) errored, (\d+) timeout/.exec(text)?.slice(1).map(Number);
  const statuses = /status codes: \d+ 2xx, \d+ 3xx, (\d+) 4xx, (\d+) 5xx/.exec(text)?.slice(1).map(Number);
  if (!rate || !requests || !statuses) return undefined;
  return { rate: Number(rate), errors: [...requests, ...statuses].reduce((sum, n) => sum + n, 0) };
}
