import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inReadingOrder } from '../../../server/ingest/reading-order.ts';

test('runs that somebody looks at are read first, then the newest', () => {
  const runs = [3, 9, 5, 7].map((modifiedMs, id) => ({ stored: { id }, modifiedMs }));
  const order = (wanted: readonly number[]): number[] =>
    inReadingOrder(runs, new Set(wanted)).map(({ stored }) => stored.id);
  assert.deepEqual(order([]), [1, 3, 2, 0]);
  assert.deepEqual(order([0, 2]), [2, 0, 1, 3]);
});
