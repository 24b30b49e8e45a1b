import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScalarColumns, type ScalarSeriesUpdate } from '../../../../web/dashboards/scalars/scalar-columns.ts';

const LOOK = { id: 7, colourToken: '--rl-run-1', dash: [], isLive: false };

function bytes(numbers: Float64Array | Float32Array): Uint8Array {
  return new Uint8Array(numbers.buffer);
}

/** Points at these steps, a second apart, with values of a tenth of the step. */
function buildUpdate(steps: readonly number[], rest: Partial<ScalarSeriesUpdate> = {}): ScalarSeriesUpdate {
  return {
    run: 7,
    reset: false,
    steps: bytes(Float64Array.from(steps)),
    wallTimes: bytes(Float64Array.from(steps, (step) => 1000 + step)),
    values: bytes(Float64Array.from(steps, (step) => step / 10)),
    origin: 1000,
    ...rest,
  };
}

test('appends points and begins anew', () => {
  const columns = new ScalarColumns();
  columns.apply(buildUpdate([0, 1], { reset: true, kept: 2 }));
  columns.apply(buildUpdate([2], { kept: 3 }));
  assert.deepEqual([...columns.buildLine(LOOK, 'step').x], [0, 1, 2]);
  assert.equal(columns.kept, 3);
  columns.apply(buildUpdate([5], { reset: true, kept: 1 }));
  assert.deepEqual([...columns.buildLine(LOOK, 'step').x], [5]);
});

test('gives x on each axis, also after the axis has changed', () => {
  const columns = new ScalarColumns();
  columns.apply(buildUpdate([0, 1], { reset: true }));
  assert.deepEqual([...columns.buildLine(LOOK, 'relative').x], [0, 1]);
  columns.apply(buildUpdate([3]));
  assert.deepEqual([...columns.buildLine(LOOK, 'relative').x], [0, 1, 3]);
  assert.deepEqual([...columns.buildLine(LOOK, 'wall').x], [1000, 1001, 1003]);
  assert.deepEqual([...columns.buildLine(LOOK, 'relative').x], [0, 1, 3]);
});

test('knows where steps go back, in what was there and in what has come', () => {
  const columns = new ScalarColumns();
  columns.apply(buildUpdate([0, 5, 3], { reset: true }));
  const before = columns.buildLine(LOOK, 'step');
  columns.apply(buildUpdate([4, 1]));
  assert.deepEqual(columns.buildLine(LOOK, 'step').segmentStarts, [0, 2, 4]);
  assert.deepEqual(before.segmentStarts, [0, 2], 'a line that was built stays as it was');
});

test('draws smoothed values with the raw ones behind, raw ones alone without', () => {
  const columns = new ScalarColumns();
  columns.apply(buildUpdate([0, 10], { reset: true, smoothed: bytes(Float64Array.from([7, 8])) }));
  const smoothed = columns.buildLine(LOOK, 'step');
  assert.deepEqual(
    [[...smoothed.y], [...(smoothed.rawY ?? [])]],
    [
      [7, 8],
      [0, 1],
    ],
  );
  columns.apply(buildUpdate([0, 10], { reset: true }));
  const plain = columns.buildLine(LOOK, 'step');
  assert.deepEqual([[...plain.y], plain.rawY], [[0, 1], undefined]);
});

test('widens float32 values without changing them', () => {
  const columns = new ScalarColumns();
  const values = bytes(Float32Array.from([0.1]));
  columns.apply(buildUpdate([0], { reset: true, values, valueIsFloat32: true }));
  assert.equal(columns.isFloat32, true);
  assert.deepEqual(columns.pointAt(0), {
    step: 0,
    wallTime: 1000,
    elapsedSec: 0,
    value: Math.fround(0.1),
    smoothed: undefined,
  });
  assert.equal(columns.pointAt(1), undefined);
});
