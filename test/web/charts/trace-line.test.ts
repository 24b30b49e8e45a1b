import assert from 'node:assert/strict';
import { test } from 'node:test';
import { traceLine, type PathSink } from '../../../web/charts/trace-line.ts';
import { traceMarks } from '../../../web/charts/trace-marks.ts';
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
  return recordPath((path) => traceLine(path, Float64Array.from(x), Float64Array.from(y), buildFrame()));
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

test('never draws backwards', () => {
  assert.equal(line([0, 10, 20, 10, 20, 30], [1, 2, 3, 2, 3, 4]), 'M0 L10 L20 M10 L20 L30');
});

test('shows a point that stands alone as a dot', () => {
  assert.equal(line([50], [1]), 'M50 M51 A50');
  assert.equal(line([0, 10, 20], [NaN, 1, NaN]), 'M10 M11 A10');
  assert.equal(line([50, 40], [1, 2]), 'M50 M51 A50 M40 M41 A40');
  assert.equal(line([], []), '');
});

test('marks each value that is not finite once per few pixels, at its edge', () => {
  const frame = buildFrame();
  const tops: number[] = [];
  const path: PathSink = { moveTo: (_, y) => tops.push(Math.round(y)), lineTo: () => {}, arc: () => {} };
  const x = Float64Array.from([0, 1, 20, 40, 60, 500]);
  const y = Float64Array.from([NaN, NaN, -Infinity, Infinity, 1, NaN]);
  assert.equal(traceMarks(path, x, y, frame), true);
  assert.equal(tops.length, 3);
  const bottom = frame.top + frame.height;
  assert.ok(tops[0]! > bottom - 12 && tops[1]! > bottom - 12 && tops[2]! < frame.top + 12);
  assert.equal(traceMarks(path, x, Float64Array.from([1, 2, 3, 4, 5, 6]), frame), false);
});
