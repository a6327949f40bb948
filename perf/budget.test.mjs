import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from './budget.mjs';

test('A value within its bound is ok, on the bound too', () => {
  assert.equal(judge(20, { max: 20, tolerance: 0 }), 'ok');
  assert.equal(judge(25000, { min: 25000, tolerance: 0.1 }), 'ok');
});

test('A value that misses by less than the tolerance is near', () => {
  assert.equal(judge(55, { max: 50, tolerance: 0.2 }), 'near');
  assert.equal(judge(23000, { min: 25000, tolerance: 0.1 }), 'near');
});

test('A value that misses by more is over, and so is none at all', () => {
  assert.equal(judge(61, { max: 50, tolerance: 0.2 }), 'over');
  assert.equal(judge(20.1, { max: 20, tolerance: 0 }), 'over');
  assert.equal(judge(22000, { min: 25000, tolerance: 0.1 }), 'over');
  assert.equal(judge(NaN, { max: 1, tolerance: 1 }), 'over');
});
