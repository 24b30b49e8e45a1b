import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale, type ScaleKind } from '../../../web/charts/axis-scale.ts';
import { computeXTicks, computeYTicks } from '../../../web/charts/axis-ticks.ts';

function labels(
  kind: ScaleKind,
  from: number,
  to: number,
  count = 6,
  largest = Math.max(Math.abs(from), to),
): string {
  return computeYTicks(buildScale(kind, { from, to }, largest), count).labels.join(' ');
}

test('marks decades, and 2 and 5 times them where there is room', () => {
  assert.equal(labels('log', 1e-3, 1e3), '0.001 0.01 0.1 1 10 100 1000');
  assert.equal(labels('log', 1, 120), '1 2 5 10 20 50 100');
  assert.equal(labels('log', 0.8, 3000, 4), '1 10 100 1000');
});

test('leaves out decades where there are too many', () => {
  const ticks = computeYTicks(buildScale('log', { from: 1e-300, to: 1e300 }), 6);
  assert.ok(ticks.values.length >= 3 && ticks.values.length <= 9, ticks.labels.join(' '));
});

test('marks a part of a decade like a linear axis', () => {
  assert.equal(labels('log', 5.5441, 5.5459, 4), '5.5445 5.5450 5.5455');
});

test('marks both signs and zero of a symlog axis', () => {
  const found = labels('symlog', -1000, 1000, 8).split(' ');
  assert.ok(found.includes('0') && found.includes('-1000') && found.includes('1000'), found.join(' '));
  assert.equal(new Set(found).size, found.length);
});

test('marks times on a logarithmic axis in units that people count in', () => {
  const ticks = computeXTicks('relative', buildScale('log', { from: 0.5, to: 100_000 }), 6);
  assert.deepEqual(ticks.labels, ['1s', '10s', '1m', '10m', '1h', '5h', '1d']);
});

test('tells neighbouring values apart', () => {
  const ticks = computeYTicks(buildScale('linear', { from: 5.543, to: 5.546 }), 3);
  assert.deepEqual(ticks.labels, ['5.543', '5.544', '5.545', '5.546']);
});
