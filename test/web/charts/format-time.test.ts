import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatDuration, formatWallTime } from '../../../web/charts/format-time.ts';

test('writes a duration in its two largest units', () => {
  const cases: [number, string][] = [
    [0, '0 s'],
    [0.0042, '4.2 ms'],
    [12.34, '12.3 s'],
    [59.96, '1 min'],
    [120, '2 min'],
    [6125, '1 h 42 min'],
    [86_400 * 3, '3 d'],
    [86_400 * 1200 + 3600, '1,200 d 1 h'],
    [-90, '−1 min 30 s'],
  ];
  for (const [seconds, text] of cases) assert.equal(formatDuration(seconds), text);
});

test('writes a wall time on the local clock, with the year when it is another', () => {
  const time = new Date(2026, 10, 24, 0, 12, 31).getTime() / 1000;
  assert.equal(formatWallTime(time, new Date(2026, 0, 1).getTime()), '24 Nov 00:12:31');
  assert.equal(formatWallTime(time, new Date(2027, 0, 1).getTime()), '24 Nov 2026 00:12:31');
});

test('writes what is no date as seconds', () => {
  assert.equal(formatWallTime(1e18), '1000000000000000000 s');
  assert.equal(formatWallTime(NaN), 'NaN s');
});
