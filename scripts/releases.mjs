// The web app's hashed files of each release, as artifacts/releases/VERSION/assets/...: pages that are still open ask for them, and
// the next release is told to browsers as the difference from them.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';

// Vite's names: eight characters of content hash before the extension. Only these may be kept for ever.
export const HASHED = /\/assets\/[^/]*-[A-Za-z0-9_-]{8}\.[a-z0-9]+$/;

/** How many releases before this one the packed web app has. */
export const CARRIED = 3;

const VERSION = /^\d+(\.\d+)*$/;

/** Keeps the built web app for the releases to come. Another build of the same version takes its place. */
export function keepRelease(web, releases, version) {
  const target = path.join(releases, version);
  rmSync(`${target}.new`, { recursive: true, force: true });
  mkdirSync(`${target}.new/assets`, { recursive: true });
  for (const name of readdirSync(path.join(web, 'assets')))
    if (HASHED.test(`/assets/${name}`)) cpSync(path.join(web, 'assets', name), path.join(`${target}.new/assets`, name));
  rmSync(target, { recursive: true, force: true });
  renameSync(`${target}.new`, target);
}

/**
 * The releases before this version, the latest first; none where the folder is missing, as in a fresh clone.
 * @returns {{version: string, files: [path: string, bytes: Buffer][]}[]}
 */
export function previousReleases(releases, version) {
  if (!existsSync(releases)) return [];
  return readdirSync(releases)
    .filter((name) => VERSION.test(name) && compare(name, version) < 0)
    .sort((a, b) => compare(b, a))
    .slice(0, CARRIED)
    .map((name) => ({ version: name, files: filesOf(path.join(releases, name, 'assets')) }));
}

function filesOf(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .filter((name) => HASHED.test(`/assets/${name}`))
    .map((name) => [`/assets/${name}`, readFileSync(path.join(folder, name))]);
}

function compare(a, b) {
  const [left, right] = [a, b].map((text) => text.split('.').map(Number));
  for (let at = 0; at < Math.max(left.length, right.length); at++)
    if ((left[at] ?? 0) !== (right[at] ?? 0)) return (left[at] ?? 0) - (right[at] ?? 0);
  return 0;
}
