import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findIndexAt, findNearestIndex, findPointsNear } from '../../../web/charts/nearest-point.ts';
import { toPixelX, toPixelY } from '../../../web/charts/plot-frame.ts';
import { buildFrame, buildLine } from './build-line.ts';

test('finds the point whose x is nearest', () => {
  const line = buildLine(1, [0, 10, 20, 30], [0, 0, 0, 0]);
  for (const [at, index] of [
    [-5, 0],
    [4, 0],
    [6, 1],
    [20, 2],
    [26, 3],
    [99, 3],
  ] as const) {
    assert.equal(findNearestIndex(line, at), index, String(at));
  }
  assert.equal(findNearestIndex(buildLine(1, [], []), 3), -1);
});

test('agrees with a look at every point, in columns with restarts', () => {
  const x = Array.from({ length: 300 }, (_, k) => (k * 37) % 101);
  const line = buildLine(1, x, x);
  for (let at = -1; at < 102; at += 0.7) {
    const least = Math.min(...x.map((value) => Math.abs(value - at)));
    assert.equal(Math.abs((x[findNearestIndex(line, at)] ?? NaN) - at), least);
  }
});

test('prefers what a restarted job wrote anew', () => {
  assert.equal(findNearestIndex(buildLine(1, [0, 10, 20, 10, 20], [1, 2, 3, 4, 5]), 10), 3);
});

test('does not answer beyond the ends of a line', () => {
  const frame = buildFrame();
  const line = buildLine(1, [20, 60], [0, 0]);
  assert.equal(findIndexAt(line, 5, frame), undefined);
  assert.equal(findIndexAt(line, 15, frame), 0);
  assert.equal(findIndexAt(line, 30, frame), 0);
  assert.equal(findIndexAt(line, 50, frame), 1);
  assert.equal(findIndexAt(line, 90, frame), undefined);
});

test('lists the points of all lines, the nearest line first', () => {
  const frame = buildFrame();
  const lines = [
    buildLine(1, [0, 100], [0, 0]),
    buildLine(2, [0, 100], [100, 100]),
    buildLine(3, [0, 100], [0, 100]),
    buildLine(4, [0, 50, 100], [0, NaN, 0]),
  ];
  const pointer = { x: toPixelX(frame, 52), y: toPixelY(frame, 55) };
  const points = findPointsNear(lines, frame, pointer);
  assert.deepEqual(
    points.map(({ id }) => id),
    [3, 2, 1, 4],
  );
  assert.ok((points[0]?.distancePx ?? 99) < 5, 'measured to the line, not to its far points');
  assert.equal(points[3]?.distancePx, Infinity);
});
