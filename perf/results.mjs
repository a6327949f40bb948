// Keeps perf/RESULTS.md, a section a script.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../scripts/run.mjs';

const file = path.join(root, 'perf/RESULTS.md');

/** Replaces the section under a heading; the others stay as they are. */
export function writeSection(heading, lines) {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const others = old.split(/^(?=# )/m).filter((section) => section && !section.startsWith(heading));
  const section = [heading, '', ...lines].join('\n');
  writeFileSync(file, [...others.map((other) => other.trimEnd()), section].join('\n\n') + '\n');
}
