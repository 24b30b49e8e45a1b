import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findSegmentStarts } from '../../../web/charts/line-series.ts';

test('finds where x begins to ascend anew, also among points that came later', () => {
  const x = Float64Array.from([0, 1, 1, 2, 1, 2, 0]);
  assert.deepEqual(findSegmentStarts(x), [0, 4, 6]);
  assert.deepEqual([...findSegmentStarts(x.subarray(0, 5)), ...findSegmentStarts(x, 5)], [0, 4, 6]);
  assert.deepEqual(findSegmentStarts(new Float64Array(0)), []);
});
