import assert from 'node:assert/strict';
import { test } from 'node:test';
import { interleave, median, ratio, slope, spread } from './stats.mjs';

test('The median of an odd and of an even number of values', () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([9, 1, 5, 3]), 4);
});

test('The spread is half the range as a share of the median, and none for one value', () => {
  assert.equal(spread([90, 100, 120]), 0.15);
  assert.equal(spread([7]), 0);
});

test('A ratio is taken round by round, so a slow round counts for both', () => {
  assert.equal(ratio([100, 10, 100], [50, 5, 50]), 2);
  assert.equal(ratio([100, 10, 90], [50, 5, 30]), 2);
});

test('Different numbers of rounds are refused', () => {
  assert.throws(() => ratio([1, 2], [1]), RangeError);
});

test('Subjects take turns within a round', async () => {
  const order = [];
  const samples = await interleave([{ name: 'a' }, { name: 'b' }], 2, async ({ name }, round) => {
    order.push(name + round);
    return order.length;
  });
  assert.deepEqual(order, ['a0', 'b0', 'a1', 'b1']);
  assert.deepEqual(samples, { a: [1, 3], b: [2, 4] });
});

test('The slope of a line is its slope, and of one moment none', () => {
  assert.equal(slope([[0, 1], [1, 3], [2, 5]]), 2);
  assert.equal(slope([[1, 1], [1, 9]]), 0);
});
