import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale } from '../../../web/charts/axis-scale.ts';
import { traceLine, type PathSink } from '../../../web/charts/trace-line.ts';
import { buildFrame } from './build-line.ts';

/** Notes x of each call: "M0 L10 A20". */
function recordPath(trace: (path: PathSink) => void): string {
  const calls: string[] = [];
  trace({
    moveTo: (x) => calls.push(`M${Math.round(x) - 44}`),
    lineTo: (x) => calls.push(`L${Math.round(x) - 44}`),
    arc: (x) => calls.push(`A${Math.round(x) - 44}`),
  });
  return calls.join(' ');
}

function line(x: readonly number[], y: readonly number[]): string {
  const points = { x: Float64Array.from(x), y: Float64Array.from(y) };
  return recordPath((path) => traceLine(path, points, buildFrame()));
}

test('joins neighbours', () => {
  assert.equal(line([0, 10, 20], [1, 2, 3]), 'M0 L10 L20');
  assert.equal(line([0, 10, 10], [1, 2, 3]), 'M0 L10 L10');
});

test('never bridges a value that is not finite', () => {
  assert.equal(line([0, 10, 20, 30, 40], [1, 2, NaN, 3, 4]), 'M0 L10 M30 L40');
  assert.equal(line([0, 10, 20, 30, 40], [1, 2, Infinity, 3, 4]), 'M0 L10 M30 L40');
  assert.equal(line([0, 10, NaN, 30, 40], [1, 2, 2, 3, 4]), 'M0 L10 M30 L40');
});

test('is broken where a logarithmic axis has no place', () => {
  const frame = buildFrame();
  const logFrame = { ...frame, y: buildScale('log', { from: 1, to: 100 }) };
  const points = { x: Float64Array.from([0, 10, 20, 30, 40]), y: Float64Array.from([1, 5, 0, 9, 9]) };
  assert.equal(
    recordPath((path) => traceLine(path, points, logFrame)),
    'M0 L10 M30 L40',
  );
});

test('never draws backwards', () => {
  assert.equal(line([0, 10, 20, 10, 20, 30], [1, 2, 3, 2, 3, 4]), 'M0 L10 L20 M10 L20 L30');
});

test('shows a point that stands alone as a dot', () => {
  assert.equal(line([50], [1]), 'M51 A50');
  assert.equal(line([0, 10, 20], [NaN, 1, NaN]), 'M11 A10');
  assert.equal(line([50, 40], [1, 2]), 'M51 A50 M41 A40');
  assert.equal(line([], []), '');
});
