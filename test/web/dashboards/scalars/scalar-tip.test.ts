import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ScalarColumns } from '../../../../web/dashboards/scalars/scalar-columns.ts';
import { buildScalarTip } from '../../../../web/dashboards/scalars/scalar-tip.ts';

/** Ten runs; run k has the one value k / 8 at step 40. */
function columnsOf(run: number): ScalarColumns {
  const columns = new ScalarColumns();
  columns.apply({
    reset: true,
    steps: new Uint8Array(Float64Array.of(run === 9 ? 41 : 40).buffer),
    wallTimes: new Uint8Array(Float64Array.of(1060).buffer),
    values: new Uint8Array(Float32Array.of(run / 8 + 0.1).buffer),
    valueIsFloat32: true,
    smoothed: new Uint8Array(Float64Array.of(run / 8).buffer),
    origin: 1000,
  });
  return columns;
}

const point = (id: number, distancePx: number) => ({ id, index: 0, distancePx, abovePx: 0 });

test('shows the nearest runs in the order of their values, and marks the nearest', () => {
  const tip = buildScalarTip(
    [5, 4, 6, 3, 7, 2, 8, 1].map((id, k) => point(id, k)),
    columnsOf,
  );
  assert.deepEqual(
    tip?.rows.map(({ run }) => run),
    [2, 3, 4, 5, 6, 7, 8],
  );
  assert.deepEqual(
    tip?.rows.filter(({ isNearest }) => isNearest).map(({ run }) => run),
    [5],
  );
  assert.deepEqual([tip?.runCount, tip?.step, tip?.elapsed, tip?.hasSteps], [8, '40', '1 min', false]);
});

test('writes values as they were stored and smoothed ones with four decimals', () => {
  const row = buildScalarTip([point(5, 0)], columnsOf)?.rows[0];
  assert.deepEqual([row?.smoothed, row?.value], ['0.6250', '0.725']);
});

test('says the steps of rows that differ', () => {
  const tip = buildScalarTip([point(5, 0), point(9, 1)], columnsOf);
  assert.equal(tip?.hasSteps, true);
  assert.deepEqual(
    tip?.rows.map(({ step }) => step),
    ['40', '41'],
  );
});

test('is nothing without points, or with points of runs that have gone', () => {
  assert.equal(buildScalarTip([], columnsOf), undefined);
  assert.equal(
    buildScalarTip([point(1, 0)], () => undefined),
    undefined,
  );
});
