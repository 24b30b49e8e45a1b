import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BUCKET_COUNT, computeBuckets } from '../../../server/writer/compute-buckets.ts';

function rowsOf(values: Iterable<number>): number[][] {
  const flat = computeBuckets(values);
  return Array.from({ length: BUCKET_COUNT }, (_, i) => [...flat.subarray(i * 3, i * 3 + 3)]);
}

test('divides the range into equal buckets, the greatest value in the last', () => {
  const rows = rowsOf([0, 30, 15, 15.5, 29.999]);
  assert.deepEqual(rows[0], [0, 1, 1]);
  assert.deepEqual(rows[15], [15, 16, 2]);
  assert.deepEqual(rows[29], [29, 30, 2]);
  assert.equal(
    rows.reduce((sum, [, , count = 0]) => sum + count, 0),
    5,
  );
  for (let i = 1; i < rows.length; i++) assert.equal(rows[i]?.[0], rows[i - 1]?.[1]);
});

test('puts equal values into the last bucket', () => {
  const rows = rowsOf([2.5, 2.5, 2.5]);
  assert.deepEqual(rows[0], [2.5, 2.5, 0]);
  assert.deepEqual(rows[29], [2.5, 2.5, 3]);
});

test('gives zeros without values', () => {
  assert.deepEqual(
    [...computeBuckets([])],
    Array.from({ length: 90 }, () => 0),
  );
});

test('leaves out values that are not finite', () => {
  assert.deepEqual(computeBuckets([1, NaN, Infinity, 2, -Infinity]), computeBuckets([1, 2]));
  assert.deepEqual(computeBuckets([NaN]), computeBuckets([]));
});

test('reads any iterable once', () => {
  assert.deepEqual(computeBuckets(new Float32Array([1, 2, 3]).values()), computeBuckets([1, 2, 3]));
});
