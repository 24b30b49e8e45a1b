import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pointsInSight } from '../../../web/charts/points-in-sight.ts';

const x = Float64Array.of(0, 10, 20, 20, 30, 40);
const points = { x, y: x.map((value) => value / 10) };

function see(from: number, to: number): number[] {
  const seen = pointsInSight(points, { from, to });
  assert.deepEqual(
    seen.y,
    seen.x.map((value) => value / 10),
  );
  return [...seen.x];
}

test('keeps what is in the range and its neighbours', () => {
  assert.deepEqual(see(15, 25), [10, 20, 20, 30]);
  assert.deepEqual(see(20, 20), [10, 20, 20, 30]);
  assert.deepEqual(see(-5, 50), [...x]);
});

test('keeps the two around a range that holds none, and the last one before a range beyond the end', () => {
  assert.deepEqual(see(12, 18), [10, 20]);
  assert.deepEqual(see(50, 60), [40]);
  assert.deepEqual(see(-9, -5), [0]);
});
