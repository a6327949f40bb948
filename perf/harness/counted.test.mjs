import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compare } from './counted.mjs';

const verdict = (value, budget) => compare({ bytes: { read: budget } }, { bytes: { read: value } })[0].verdict;

test('A rise of 3 % is ok, more is over, and a fall is told', () => {
  assert.equal(verdict(1030, 1000), 'ok');
  assert.equal(verdict(1031, 1000), 'over');
  assert.equal(verdict(969, 1000), 'lower');
});

test('Around nothing a few bytes are rounding, and more are not', () => {
  assert.equal(verdict(4, 0), 'ok');
  assert.equal(verdict(5, 0), 'over');
});

test('What has no budget, and what could not be counted, cannot pass', () => {
  assert.equal(verdict(10, undefined), 'no budget');
  assert.equal(verdict(Number.NaN, 10), 'no budget');
});

test('What was counted under other conditions is told and not judged', () => {
  const [bytes, instructions] = compare({ bytes: { read: 10 }, instructions: { read: 10 } }, { bytes: { read: 20 }, instructions: { read: 20 } }, ['bytes']);
  assert.equal(bytes.verdict, 'over');
  assert.equal(instructions.verdict, 'not held');
});
