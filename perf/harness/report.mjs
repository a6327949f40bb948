// A scenario's outcome as a table, a JSON file, a picture, and a dated section of perf/RESULTS.md.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, release } from 'node:os';
import path from 'node:path';
import { capture, root } from '../../scripts/run.mjs';
import { writeSection } from '../results.mjs';
import { chart, format } from './chart.mjs';
import { median, ratio, spread } from './stats.mjs';

export const ours = 'Edge';
const folder = path.join(root, 'artifacts/perf/results');

/** @typedef {{name: string, unit: string, better: 'more' | 'less', samples: Record<string, number[]>}} Group a subject's values, round by round */

/** One row a subject: its median and spread, and how many times Edge's it is seen to be, round by round. @param {Group} group */
export function summarize({ samples, better }) {
  return Object.entries(samples).map(([name, values]) => ({
    name,
    median: median(values),
    low: Math.min(...values),
    high: Math.max(...values),
    spread: spread(values),
    // Above 1 is always in Edge's favour.
    advantage: name === ours || !samples[ours] ? undefined : better === 'more' ? ratio(samples[ours], values) : ratio(values, samples[ours]),
  }));
}

/** The lines of a table in Markdown, which a terminal shows well enough. @param {Group[]} groups */
export function table(groups, { ratiosOnly = false } = {}) {
  const columns = ratiosOnly ? ['what', 'subject', 'Edge is better by', 'spread'] : ['what', 'subject', 'median', 'spread', 'Edge is better by'];
  const rows = groups.flatMap((group) =>
    summarize(group).map(({ name, median: middle, spread: share, advantage }) => {
      const times = advantage === undefined ? '' : `${format(advantage)} ×`;
      const noise = `±${Math.round(share * 100)} %`;
      return ratiosOnly ? [group.name, name, times, noise] : [`${group.name}, ${group.unit}`, name, format(middle), noise, times];
    }),
  );
  const kept = ratiosOnly ? rows.filter((row) => row[2]) : rows;
  const widths = columns.map((title, i) => Math.max(title.length, ...kept.map((row) => row[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]) : cell.padStart(widths[i]))).join(' | ')} |`;
  return [line(columns), `|${widths.map((width, i) => (i < 2 ? '-'.repeat(width + 2) : `${'-'.repeat(width + 1)}:`)).join('|')}|`, ...kept.map(line)];
}

/** What the figures were taken on. */
export async function conditions({ rounds, seconds }) {
  const commit = (await capture('git', ['describe', '--always', '--dirty'])).stdout.trim();
  const load = loadavg()[0].toFixed(1);
  return `${new Date().toISOString().slice(0, 10)}, ${cpus().length} × ${cpus()[0].model.trim()}, Linux ${release()}, commit ${commit}, load ${load} before; ${rounds} interleaved rounds${seconds ? ` of ${seconds} s` : ''}.`;
}

/** Prints what a scenario found and keeps it. @param {{name: string, title: string, notes: string[], groups: Group[]}} outcome */
export function publish(outcome, where, { record, ratiosOnly }) {
  const { name, title, notes, groups } = outcome;
  mkdirSync(folder, { recursive: true });
  const rows = groups.map((group) => ({ ...group, subjects: summarize(group) }));
  writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify({ name, title, conditions: where, notes, groups: rows }, undefined, 2)}\n`);
  const bars = rows.map(({ subjects, ...group }) => ({ ...group, bars: subjects.map((subject) => ({ ...subject, value: subject.median, isOurs: subject.name === ours })) }));
  writeFileSync(path.join(folder, `${name}.svg`), chart({ title, groups: bars }));
  console.log(`\n${title}\n\n${table(groups).join('\n')}\n${notes.map((note) => `\n${note}`).join('')}\n\n    ${path.relative(process.cwd(), folder)}/${name}.{json,svg}`);
  if (record) writeSection(`# Lab: ${title}`, [where, ...notes, '', ...table(groups, { ratiosOnly })]);
}
