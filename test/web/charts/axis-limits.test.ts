import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeXScale, computeYScale } from '../../../web/charts/axis-limits.ts';
import type { AxisScale, ScaleKind } from '../../../web/charts/axis-scale.ts';
import type { LineSeries, Range } from '../../../web/charts/line-series.ts';
import { buildLine } from './build-line.ts';

const EVERYWHERE: Range = { from: -Infinity, to: Infinity };
const ends = ({ from, to }: AxisScale): Range => ({ from, to });

function yEnds(
  series: readonly LineSeries[],
  {
    visible = EVERYWHERE,
    kind = 'linear' as ScaleKind,
    chosen = undefined as Range | undefined,
    ignores = false,
  } = {},
): Range {
  return ends(computeYScale(series, visible, kind, chosen, ignores));
}

test('shows x from the least to the largest finite one', () => {
  const lines = [buildLine(1, [0, 5, NaN], [1, NaN, 2]), buildLine(2, [3, Infinity], [-Infinity, 7])];
  assert.deepEqual(ends(computeXScale(lines, 'linear', undefined)), { from: 0, to: 5 });
  assert.deepEqual(ends(computeXScale([], 'linear', undefined)), { from: 0, to: 1 });
  assert.deepEqual(ends(computeXScale(lines, 'linear', { from: 2, to: 3 })), { from: 2, to: 3 });
  assert.deepEqual(ends(computeXScale([buildLine(1, [7], [1])], 'linear', undefined)), {
    from: 6.5,
    to: 7.5,
  });
});

test('begins a logarithmic x axis at the least positive x', () => {
  assert.deepEqual(ends(computeXScale([buildLine(1, [-5, 0, 2, 90], [1, 1, 1, 1])], 'log', undefined)), {
    from: 2,
    to: 90,
  });
  assert.deepEqual(ends(computeXScale([buildLine(1, [0], [1])], 'log', undefined)), { from: 1, to: 10 });
});

test('gives y 5 % of air and ends it at round numbers', () => {
  assert.deepEqual(yEnds([buildLine(1, [0, 1], [0, 100])]), { from: -10, to: 110 });
  const { from, to } = yEnds([buildLine(1, [0, 1], [5.5441, 5.5459])]);
  assert.ok(from <= 5.54401 && from > 5.5435 && to >= 5.54599 && to < 5.5465, `${from} ${to}`);
});

test('takes the zero spans of TensorBoard', () => {
  assert.deepEqual(yEnds([buildLine(1, [0, 1], [0, 0])]), { from: -1, to: 1 });
  assert.deepEqual(yEnds([buildLine(1, [0], [4])]), { from: 0, to: 8 });
  assert.deepEqual(yEnds([buildLine(1, [0], [-3e-40])]), { from: -6e-40, to: 0 });
  assert.deepEqual(yEnds([buildLine(1, [0], [1.5e308])]), { from: 0, to: Number.MAX_VALUE });
  assert.deepEqual(yEnds([buildLine(1, [0], [NaN])]), { from: 0, to: 1 });
});

test('takes the values that are in sight, raw ones too, and never those that are not finite', () => {
  const line = {
    ...buildLine(1, [0, 1, 2, 3], [10, 1, 2, Infinity]),
    rawY: Float64Array.from([99, 0, 3, NaN]),
  };
  const { from, to } = yEnds([line], { visible: { from: 1, to: 3 } });
  assert.ok(from <= 0 && from >= -0.5 && to >= 3 && to <= 3.5, `${from} ${to}`);
});

test('takes all values when no point is in sight, since a line may cross', () => {
  const { from, to } = yEnds([buildLine(1, [0, 10], [3, 5])], { visible: { from: 4, to: 6 } });
  assert.ok(from < 3 && to > 5);
});

test('leaves out the lowest and highest twentieth of what is drawn, not of the raw values', () => {
  const count = 101;
  const y = Array.from({ length: count }, (_, k) => (k === 50 ? 1e6 : k));
  const line = {
    ...buildLine(
      1,
      y.map((_, k) => k),
      y,
    ),
    rawY: new Float64Array(count).fill(-1e9),
  };
  const { from, to } = yEnds([line], { ignores: true });
  assert.ok(from >= -5 && from <= 5 && to >= 95 && to <= 110, `${from} ${to}`);
  const two = yEnds([buildLine(1, [0, 1], [0, 1000])], { ignores: true });
  assert.ok(two.from <= 0 && two.to >= 1000, 'of two values none is an outlier');
});

test('shows positive values on a logarithmic axis', () => {
  const { from, to } = yEnds([buildLine(1, [0, 1, 2], [-7, 0.01, 1000])], { kind: 'log' });
  assert.ok(from > 0.004 && from < 0.01 && to > 1000 && to < 2000, `${from} ${to}`);
  assert.deepEqual(yEnds([buildLine(1, [0], [5])], { kind: 'log' }), { from: 0.5, to: 50 });
  assert.deepEqual(yEnds([buildLine(1, [0], [-5])], { kind: 'log' }), { from: 1, to: 10 });
});

test('takes chosen limits as they are, made positive where they must be', () => {
  const lines = [buildLine(1, [0, 1], [0, 100])];
  assert.deepEqual(yEnds(lines, { chosen: { from: 0.123, to: 7 } }), { from: 0.123, to: 7 });
  assert.deepEqual(yEnds(lines, { chosen: { from: 0, to: 1000 }, kind: 'log' }), { from: 1e-3, to: 1000 });
});
