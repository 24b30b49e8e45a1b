import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeLiveRuns } from '../../../web/data/live-runs.ts';
import { buildRuns } from './build-run.ts';

const RUNS = buildRuns(3);

function statusAt(nowSec: number) {
  const lastGrowthByRun = new Map([
    [1, 100],
    [2, 150],
  ]);
  return { nowSec, lastGrowthSec: (run: number) => lastGrowthByRun.get(run) };
}

test('counts runs as live whose files grew in the last minute', () => {
  assert.deepEqual([...computeLiveRuns(RUNS, statusAt(155), new Set())], [1, 2]);
  assert.deepEqual([...computeLiveRuns(RUNS, statusAt(180), new Set())], [2]);
  assert.deepEqual([...computeLiveRuns(RUNS, statusAt(900), new Set())], []);
});

test('returns the same set while the same runs are live', () => {
  const live = computeLiveRuns(RUNS, statusAt(155), new Set());
  assert.equal(computeLiveRuns(RUNS, statusAt(156), live), live);
  assert.notEqual(computeLiveRuns(RUNS, statusAt(180), live), live);
});
