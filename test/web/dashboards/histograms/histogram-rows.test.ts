import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildBucketTip } from '../../../../web/dashboards/histograms/bucket-tip.ts';
import { HistogramRows } from '../../../../web/dashboards/histograms/histogram-rows.ts';
import type { HistogramsUpdate } from '../../../../web/data/types.ts';

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
    brokenSteps: [2],
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
  assert.deepEqual(rows.buildBrokenDepths('step'), [2]);
  assert.deepEqual(rows.buildBrokenDepths('relative'), [30]);
});

test('says what a bucket holds', () => {
  const rows = buildRows();
  const ridge = rows.buildRidges('step')[2]!;
  const tip = buildBucketTip(rows.rows[2]!, ridge, 1, 1000);
  assert.deepEqual([tip.step, tip.elapsed], ['3', '30 s']);
  assert.deepEqual(tip.lines, [
    ['bucket', '1 to 2'],
    ['count', '2 of 6'],
    ['share', '33.3 %'],
  ]);
});

test('says the value of a bucket without width, and that a histogram is empty', () => {
  const rows = buildRows();
  const [row] = rows.rows;
  const single = {
    depth: 0,
    buckets: Float64Array.of(Math.fround(0.1), Math.fround(0.1), 1),
    total: 1,
    isPartial: false,
  };
  assert.deepEqual(buildBucketTip(row!, single, 0, 1000).lines[0], ['value', '0.1']);
  assert.deepEqual(buildBucketTip(row!, rows.buildRidges('step')[1]!, -1, 1000).lines, [
    ['bucket', 'empty histogram'],
  ]);
});

test('tells the edges of a narrow bucket apart', () => {
  const rows = buildRows();
  const narrow = { depth: 0, buckets: Float64Array.of(1, 1.000_001, 1), total: 1, isPartial: false };
  assert.deepEqual(buildBucketTip(rows.rows[0]!, narrow, 0, 0).lines[0], ['bucket', '1 to 1.000001']);
});
