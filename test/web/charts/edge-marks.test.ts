import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale } from '../../../web/charts/axis-scale.ts';
import { collectEdgeMarks } from '../../../web/charts/edge-marks.ts';
import { traceMark } from '../../../web/charts/trace-marks.ts';
import { buildFrame, buildLine } from './build-line.ts';

test('counts what the frame leaves out, by kind, where x is in sight', () => {
  const line = buildLine(1, [0, 10, 20, 30, 40, 50, 500], [NaN, Infinity, -Infinity, 101, -0.1, 50, NaN]);
  const { marks, hidden } = collectEdgeMarks([line], buildFrame());
  assert.deepEqual(hidden, {
    nan: 1,
    positiveInfinity: 1,
    negativeInfinity: 1,
    nonPositive: 0,
    above: 1,
    below: 1,
    isAtLeast: false,
  });
  assert.deepEqual(marks.map(({ kind }) => kind).toSorted(), [
    'above',
    'below',
    'nan',
    'negativeInfinity',
    'positiveInfinity',
  ]);
});

test('joins marks that fall together, over all lines, and counts them', () => {
  const lines = [
    buildLine(1, [50, 51], [NaN, NaN]),
    { ...buildLine(2, [52, 90], [NaN, NaN]), colourToken: '--rl-run-2', isReduced: true },
  ];
  const { marks, hidden } = collectEdgeMarks(lines, buildFrame());
  assert.deepEqual(
    marks.map(({ count, colourToken }) => [count, colourToken]),
    [
      [3, undefined],
      [1, '--rl-run-2'],
    ],
  );
  assert.equal(hidden.nan, 4);
  assert.equal(hidden.isAtLeast, true);
});

test('counts apart what a logarithmic axis cannot show', () => {
  const frame = { ...buildFrame(), y: buildScale('log', { from: 1, to: 100 }) };
  const { hidden } = collectEdgeMarks([buildLine(1, [1, 2, 3, 4], [0, -5, 0.5, 10])], frame);
  assert.equal(hidden.nonPositive, 2);
  assert.equal(hidden.below, 1);
});

test('gives each kind a shape of its own, on its edge', () => {
  const frame = buildFrame();
  const shapes = (
    ['nan', 'positiveInfinity', 'negativeInfinity', 'nonPositive', 'above', 'below'] as const
  ).map((kind) => {
    const points: [number, number][] = [];
    const add = (x: number, y: number) => points.push([x, y]);
    traceMark({ moveTo: add, lineTo: add, arc: () => {} }, { kind, x: 60, count: 1, colourToken: '' }, frame);
    const isTop = kind === 'positiveInfinity' || kind === 'above';
    const edge = isTop ? frame.top : frame.top + frame.height;
    assert.ok(
      points.every(([, y]) => Math.abs(y - edge) <= 12),
      kind,
    );
    return JSON.stringify(points);
  });
  assert.equal(new Set(shapes).size, 6);
});
