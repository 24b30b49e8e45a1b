import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNearestIndex } from '../../../web/charts/nearest-point.ts';
import { hideOverwritten, partSuperseded } from '../../../web/charts/stretches.ts';
import { buildLine } from './build-line.ts';

test('hides what was written before the place that a job went back to', () => {
  const line = buildLine(1, [0, 1, 2, 3, 2, 3, 4, 1, 2], [0, 1, 2, 3, 4, 5, 6, 7, 8]);
  const shown = hideOverwritten(line);
  assert.deepEqual([...shown.x], [0, NaN, NaN, NaN, NaN, NaN, NaN, 1, 2]);
  assert.equal(line.x[2], 2, 'the line itself stays');
  assert.equal(findNearestIndex(shown, 4), 8);
  assert.equal(findNearestIndex(shown, 0.2), 0);
  const whole = buildLine(1, [0, 1], [0, 1]);
  assert.equal(hideOverwritten(whole), whole);
});

test('parts superseded points, joined to the point that they came after', () => {
  const points = { x: Float64Array.from([0, 1, 2, 3, 2, 3]), y: Float64Array.from([0, 1, 2, 3, 4, 5]) };
  const { kept, superseded } = partSuperseded(points, Uint8Array.from([0, 0, 1, 1, 0, 0]));
  assert.deepEqual([...kept.x], [0, 1, 2, 3]);
  assert.deepEqual([...kept.y], [0, 1, 4, 5]);
  assert.deepEqual([...(superseded?.x ?? [])], [NaN, 1, 2, 3]);
  assert.equal(partSuperseded(points, new Uint8Array(6)).kept, points);
  assert.equal(partSuperseded(points, undefined).superseded, undefined);
});
