import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPointAtStep, summarizeRange } from '../../../../web/dashboards/scalars/range-summary.ts';
import { ScalarColumns } from '../../../../web/dashboards/scalars/scalar-columns.ts';

/** A series with a value of 10 · step, but for those given. */
function buildColumns(
  steps: readonly number[],
  values: Readonly<Record<number, number>> = {},
): ScalarColumns {
  const bytes = (numbers: readonly number[]): Uint8Array => new Uint8Array(Float64Array.from(numbers).buffer);
  const columns = new ScalarColumns();
  columns.apply({
    reset: true,
    keptInRange: steps.length,
    steps: bytes(steps),
    wallTimes: bytes(steps),
    values: bytes(steps.map((step) => values[step] ?? step * 10)),
  });
  return columns;
}

test('tells start, end, extremes and where they are, over a closed range', () => {
  const range = summarizeRange(buildColumns([0, 1, 2, 3, 4, 5], { 2: -7, 3: 90 }), 1, 4);
  assert.ok(range);
  assert.deepEqual([range.start.value, range.end.value], [10, 40]);
  assert.deepEqual([range.min, range.stepAtMin, range.max, range.stepAtMax], [-7, 2, 90, 3]);
});

test('leaves values that are not finite out of extremes', () => {
  const range = summarizeRange(buildColumns([0, 1, 2], { 1: NaN, 2: Infinity }), 0, 2);
  assert.deepEqual([range?.min, range?.max], [0, 0]);
  const none = summarizeRange(buildColumns([0], { 0: NaN }), 0, 2);
  assert.deepEqual([none?.min, none?.max], [NaN, NaN]);
});

test('knows a mean only when all points of the range are held', () => {
  const columns = buildColumns([0, 1, 2, 3]);
  assert.equal(summarizeRange(columns, 0, 3)?.mean, 15);
  assert.ok(Number.isNaN(summarizeRange(columns, 1, 2)?.mean));
});

test('has nothing to tell of an empty range', () => {
  assert.equal(summarizeRange(buildColumns([0, 10]), 3, 4), undefined);
});

test('finds the point nearest to a step, the later of two', () => {
  const columns = buildColumns([0, 10, 20]);
  assert.equal(findPointAtStep(columns, 14)?.step, 10);
  assert.equal(findPointAtStep(columns, 15)?.step, 20);
  assert.equal(findPointAtStep(columns, 1e9)?.step, 20);
  assert.equal(findPointAtStep(new ScalarColumns(), 1), undefined);
});
