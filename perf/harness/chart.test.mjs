import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chart, format } from './chart.mjs';

const bar = (name, value, more = {}) => ({ name, value, low: value, high: value, isOurs: false, ...more });

test('The longest bar has the whole width, the others their share of it', () => {
  const svg = chart({ title: 'Rates', groups: [{ name: 'br', unit: '1/s', bars: [bar('Edge', 100, { isOurs: true }), bar('nginx', 50)] }] });
  assert.match(svg, /class="ours" [^>]*width="500.0"/);
  assert.match(svg, /class="theirs" [^>]*width="250.0"/);
});

test('A whisker goes from the least to the most, and one value has none', () => {
  const bars = [bar('Edge', 50, { low: 25, high: 100 }), bar('nginx', 50)];
  const lines = chart({ title: 'Rates', groups: [{ name: 'br', unit: '1/s', bars }] }).match(/<line /g);
  assert.equal(lines.length, 1);
});

test('Names cannot break out of the picture', () => {
  const svg = chart({ title: '<script>', groups: [{ name: 'a & "b"', unit: '', bars: [bar('<x>', 0)] }] });
  assert.doesNotMatch(svg, /<script>|<x>/);
  assert.match(svg, /a &amp; &quot;b&quot;/);
});

test('Values keep three digits', () => {
  assert.deepEqual([71927.4, 123.4, 45.67, 1.234, 0, Number.NaN].map(format), ['71,927', '123', '45.7', '1.23', '0', '-']);
});
