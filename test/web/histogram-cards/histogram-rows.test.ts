import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeBucket } from '../../../web/histogram-cards/describe-bucket.ts';
import { HistogramRows } from '../../../web/histogram-cards/histogram-rows.ts';
import type { HistogramsUpdate } from '../../../web/data/types.ts';

function float64(numbers: readonly number[]): Uint8Array {
  return new Uint8Array(Float64Array.from(numbers).buffer);
}

/** One histogram at each step, ten seconds a step, with as many buckets of width 1 as `counts` says. */
function buildUpdate(steps: readonly number[], counts: readonly number[], reset: boolean): HistogramsUpdate {
  const buckets = counts.flatMap((count) =>
    Array.from({ length: count }, (_, k) => [k, k + 1, 1 + k]).flat(),
  );
  return {
    reset,
    kept: 9,
    steps: float64(steps),
    wallTimes: float64(steps.map((step) => 1000 + step * 10)),
    bucketCounts: new Uint8Array(Uint32Array.from(counts).buffer),
    buckets: float64(buckets),
    values: new Uint8Array(0),
    brokenSteps: reset ? [2] : [],
    keptInRange: 9,
    origin: 1000,
    firstStep: 0,
    lastStep: 5,
  } as unknown as HistogramsUpdate;
}

function buildRows(): HistogramRows {
  const rows = new HistogramRows();
  rows.apply(buildUpdate([0, 1], [2, 0], true));
  rows.apply(buildUpdate([3], [3], false));
  return rows;
}

test('takes the buckets of each step apart, appends, and begins anew', () => {
  const rows = buildRows();
  assert.deepEqual(
    rows.rows.map(({ step, buckets }) => [step, [...buckets]]),
    [
      [0, [0, 1, 1, 1, 2, 2]],
      [1, []],
      [3, [0, 1, 1, 1, 2, 2, 2, 3, 3]],
    ],
  );
  rows.apply(buildUpdate([5], [1], true));
  assert.deepEqual(
    rows.rows.map(({ step }) => step),
    [5],
  );
});

test('puts rows and broken steps in depth by step, elapsed or wall time', () => {
  const rows = buildRows();
  const depths = (kind: 'step' | 'relative' | 'wall') => rows.buildRidges(kind).map(({ depth }) => depth);
  assert.deepEqual(depths('step'), [0, 1, 3]);
  assert.deepEqual(depths('relative'), [0, 10, 30]);
  assert.deepEqual(depths('wall'), [1000, 1010, 1030]);
  assert.deepEqual(rows.findDepths(rows.brokenSteps, 'step'), [2]);
  assert.deepEqual(rows.findDepths(rows.brokenSteps, 'relative'), [30]);
});

test('keeps the rows of a chart that were there before, so that only new ones are made', () => {
  const rows = buildRows();
  const before = rows.buildRidges('step');
  rows.apply(buildUpdate([5], [1], false));
  const after = rows.buildRidges('step');
  assert.equal(after.length, 4);
  for (const [index, row] of before.entries()) assert.equal(after[index], row);
});

test('takes measures of each step apart', () => {
  const rows = new HistogramRows();
  const update = { ...buildUpdate([0, 7], [0, 0], true), values: float64([1, 2, 3, 4]) };
  rows.apply(update as HistogramsUpdate, 2);
  assert.deepEqual(
    rows.rows.map(({ numbers }) => [...numbers]),
    [
      [1, 2],
      [3, 4],
    ],
  );
});

test('finds the row nearest to a step, and the last for no end', () => {
  const rows = buildRows();
  assert.deepEqual(
    [-4, 0.4, 2, 99, Infinity].map((step) => rows.findNearest(step)?.step),
    [0, 0, 3, 3, 3],
  );
});

test('says what a bucket holds', () => {
  const ridge = buildRows().buildRidges('step')[2]!;
  assert.deepEqual(describeBucket(ridge, 1), [
    { label: 'bucket', text: '1 to 2' },
    { label: 'count', text: '2 of 6' },
    { label: 'share', text: '33.3 %' },
  ]);
});

test('says the value of a bucket without width, and that a histogram is empty', () => {
  const rows = buildRows();
  const single = {
    depth: 0,
    buckets: Float64Array.of(Math.fround(0.1), Math.fround(0.1), 1),
    total: 1,
    isPartial: false,
  };
  assert.deepEqual(describeBucket(single, 0)[0], { label: 'value', text: '0.1' });
  assert.deepEqual(describeBucket(rows.buildRidges('step')[1]!, -1), [
    { label: 'bucket', text: 'empty histogram' },
  ]);
});

test('tells the edges of a narrow bucket apart', () => {
  const narrow = { depth: 0, buckets: Float64Array.of(1, 1.000_001, 1), total: 1, isPartial: false };
  assert.deepEqual(describeBucket(narrow, 0)[0], { label: 'bucket', text: '1 to 1.000001' });
});
