import assert from 'node:assert/strict';
import { test } from 'node:test';
import { computeActivity } from '../../../web/data/run-activity.ts';

test('tells live, idle and finished runs apart by the age of their files', () => {
  assert.deepEqual(computeActivity(1000, 1060), { state: 'live', ageSec: 60 });
  assert.deepEqual(computeActivity(1000, 1061), { state: 'idle', ageSec: 61 });
  assert.deepEqual(computeActivity(1000, 1000 + 1801), { state: 'done', ageSec: 1801 });
});

test('knows no age of a run that the server has not spoken of', () => {
  assert.deepEqual(computeActivity(undefined, 1000), { state: 'done', ageSec: undefined });
});

test('a file from the future is as new as can be', () => {
  assert.deepEqual(computeActivity(2000, 1000), { state: 'live', ageSec: 0 });
});
