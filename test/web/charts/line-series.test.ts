import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeXRange, computeYRange, findSegmentStarts } from '../../../web/charts/line-series.ts';
import { buildLine } from './build-line.ts';

test('finds where x begins to ascend anew, also among points that came later', () => {
  const x = Float64Array.from([0, 1, 1, 2, 1, 2, 0]);
  assert.deepEqual(findSegmentStarts(x), [0, 4, 6]);
  assert.deepEqual([...findSegmentStarts(x.subarray(0, 5)), ...findSegmentStarts(x, 5)], [0, 4, 6]);
  assert.deepEqual(findSegmentStarts(new Float64Array(0)), []);
});

test('takes the range from finite numbers only', () => {
  const lines = [buildLine(1, [0, 5, NaN], [1, NaN, 2]), buildLine(2, [3, Infinity], [-Infinity, 7])];
  assert.deepEqual(computeXRange(lines), { from: 0, to: 5 });
  assert.deepEqual(computeYRange([buildLine(1, [0, 1, 2], [NaN, 3, -Infinity])], { from: 0, to: 2 }), {
    from: 3,
    to: 3,
  });
  assert.equal(computeXRange([]), undefined);
  assert.equal(computeYRange([buildLine(1, [0], [NaN])], { from: 0, to: 1 }), undefined);
});

test('takes the values that are in sight, raw ones too', () => {
  const line = { ...buildLine(1, [0, 1, 2], [10, 1, 2]), rawY: Float64Array.from([99, 0, 3]) };
  assert.deepEqual(computeYRange([line], { from: 1, to: 2 }), { from: 0, to: 3 });
});

test('takes all values when no point is in sight, since a line may cross', () => {
  assert.deepEqual(computeYRange([buildLine(1, [0, 10], [3, 5])], { from: 4, to: 6 }), { from: 3, to: 5 });
});
