import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeAxisTicks, computeValueTicks } from '../../../web/charts/axis-ticks.ts';

function at(year: number, month: number, day = 1, hour = 0, minute = 0, second = 0): number {
  return new Date(year, month - 1, day, hour, minute, second).getTime() / 1000;
}

function elapsed(lo: number, hi: number, count: number): readonly string[] {
  return computeAxisTicks('relative', lo, hi, count).labels;
}

test('marks no fractions of a step', () => {
  assert.deepEqual(computeAxisTicks('step', 0, 2, 8), { values: [0, 1, 2], labels: ['0', '1', '2'] });
  assert.deepEqual(computeAxisTicks('step', 9.5, 10.5, 4).labels, ['10']);
  assert.deepEqual(computeValueTicks(0, 1, 2).labels, ['0', '0.5', '1.0']);
});

test('divides elapsed time as clocks do', () => {
  assert.deepEqual(elapsed(0, 60, 4), ['0', '15s', '30s', '45s', '1m']);
  assert.deepEqual(elapsed(0, 5400, 3), ['0', '30m', '1h', '1h 30m']);
  assert.deepEqual(elapsed(0, 4 * 86_400, 4), ['0', '1d', '2d', '3d', '4d']);
  assert.deepEqual(elapsed(0, 1, 4), ['0', '0.2s', '0.4s', '0.6s', '0.8s', '1.0s']);
  assert.deepEqual(elapsed(-60, 60, 2), ['−1m', '0', '1m']);
  assert.deepEqual(elapsed(0, 2e-3, 4), ['0', '0.5ms', '1.0ms', '1.5ms', '2.0ms']);
});

test('marks round times of the local clock', () => {
  const ticks = computeAxisTicks('wall', at(2026, 3, 2, 21, 10), at(2026, 3, 3, 3, 10), 3);
  assert.deepEqual(ticks.labels, ['22:00', '3 Mar', '02:00']);
  assert.deepEqual(ticks.values, [at(2026, 3, 2, 22), at(2026, 3, 3), at(2026, 3, 3, 2)]);
  const seconds = computeAxisTicks('wall', at(2026, 3, 2, 8, 0, 3), at(2026, 3, 2, 8, 0, 16), 3);
  assert.deepEqual(seconds.labels, ['08:00:05', '08:00:10', '08:00:15']);
});

test('marks days, months and years by the calendar', () => {
  const days = computeAxisTicks('wall', at(2026, 3, 27), at(2026, 4, 1), 5);
  assert.deepEqual(days.labels, ['27 Mar', '28 Mar', '29 Mar', '30 Mar', '31 Mar', '1 Apr']);
  const months = computeAxisTicks('wall', at(2026, 1, 15), at(2026, 6, 15), 5);
  assert.deepEqual(months.labels, ['Feb 2026', 'Mar 2026', 'Apr 2026', 'May 2026', 'Jun 2026']);
  const years = computeAxisTicks('wall', at(1971, 1), at(2031, 1), 3);
  assert.deepEqual(years.labels, ['1980', '2000', '2020']);
});

test('falls back to numbers where a wall time is no date', () => {
  assert.deepEqual(computeAxisTicks('wall', -1e18, 1e18, 2).labels, ['-1e18', '0', '1e18']);
});
