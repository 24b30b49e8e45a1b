import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runlight } from '../../../proto/generated/live.js';
import { Status } from '../../../web/data/status.ts';

const { StatusUpdate } = runlight.live;

function growth(run: number, lastGrowth: number): runlight.live.RunActivity.$Properties {
  return { run, lastGrowth };
}

test('joins the activity of all updates', () => {
  const status = new Status();
  status.apply(new StatusUpdate({ activity: [growth(1, 10), growth(2, 20)] }));
  status.apply(new StatusUpdate({ activity: [growth(2, 30)] }));
  assert.deepEqual(
    [1, 2, 3].map((run) => status.lastGrowthSec(run)),
    [10, 30, undefined],
  );
});

test("goes on from the server's clock", (context) => {
  let nowMs = 5000;
  context.mock.method(performance, 'now', () => nowMs);
  const status = new Status();
  assert.equal(status.nowSec, undefined);
  status.apply(new StatusUpdate({ now: 1000 }));
  nowMs += 2500;
  assert.equal(status.nowSec, 1002.5);
});
