import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capturesWithinTime } from '../../../server/base/captures-within-time.ts';

test('joins what groups capture, takes the match where there are none, and leaves out what does not match', () => {
  const names = ['lr_1/seed_0', 'lr_2', 'other'];
  assert.deepEqual(
    [...(capturesWithinTime(/lr_(\d)(?:\/(seed_\d))?/, names) ?? [])],
    [
      ['lr_1/seed_0', '1 · seed_0'],
      ['lr_2', '2 · '],
    ],
  );
  assert.deepEqual(
    [...(capturesWithinTime(/lr_\d/, names) ?? [])],
    [
      ['lr_1/seed_0', 'lr_1'],
      ['lr_2', 'lr_2'],
    ],
  );
});

test('gives up an expression that takes for ever', () => {
  assert.equal(capturesWithinTime(/^(a+)+$/, [`${'a'.repeat(50)}!`]), undefined);
});
