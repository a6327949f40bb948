import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarize, table } from './report.mjs';

const rates = { name: 'br', unit: 'requests/s', better: 'more', samples: { Edge: [100, 200], nginx: [50, 100] } };
const times = { name: 'start', unit: 'ms', better: 'less', samples: { Edge: [20], Express: [200] } };

test('Above 1 is in our favour, whether more or less is better', () => {
  assert.equal(summarize(rates)[1].advantage, 2);
  assert.equal(summarize(times)[1].advantage, 10);
});

test('We are not compared with ourselves, and nobody where we were not measured', () => {
  assert.equal(summarize(rates)[0].advantage, undefined);
  assert.equal(summarize({ ...rates, samples: { nginx: [1] } })[0].advantage, undefined);
});

test('The table has a row a subject, with median, spread and ratio', () => {
  const lines = table([rates]);
  assert.equal(lines.length, 4);
  assert.match(lines[3], /br, requests\/s \| nginx +\| +75\.0 \| +±33 % \| +2\.00 × \|/);
});

test('A table of ratios alone says no absolute figure', () => {
  const text = table([rates, times], { ratiosOnly: true }).join('\n');
  assert.doesNotMatch(text, /75|150|\b200\b/);
  assert.match(text, /start \| Express \| +10\.0 ×/);
});
