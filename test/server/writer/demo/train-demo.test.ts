import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { trainDemo } from '../../../../server/writer/demo/train-demo.ts';
import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import { readEvents } from '../../../support/read-events.ts';
import { makeTempDir } from '../../../support/temp-dir.ts';

function readRun(directory: string): tensorboard.Event[] {
  return readdirSync(directory)
    .toSorted()
    .flatMap((name) => readEvents(join(directory, name)));
}

function stepsOf(events: readonly tensorboard.Event[], tag: string): number[] {
  return events.filter((event) => event.summary?.value?.[0]?.tag === tag).map((event) => Number(event.step));
}

test('writes a step of every run in real time, and ends by itself', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const logdir = makeTempDir(t);
  const stop = trainDemo(logdir);
  assert.deepEqual(stepsOf(readRun(join(logdir, 'linear')), 'error'), []);
  t.mock.timers.tick(1000);
  const linear = readRun(join(logdir, 'linear'));
  assert.deepEqual(stepsOf(linear, 'error'), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  assert.deepEqual(stepsOf(linear, 'weights'), [0]);
  assert.deepEqual(stepsOf(linear, 'bias'), [0]);
  assert.equal(linear.filter((event) => event.graphDef).length, 1);
  assert.deepEqual(readdirSync(join(logdir, 'logistic')).toSorted(), ['lr=0.005', 'lr=0.05', 'lr=0.5']);
  t.mock.timers.tick(299_000);
  const steps = stepsOf(readRun(join(logdir, 'logistic', 'lr=0.05')), 'loss');
  assert.equal(steps.length, 3000);
  stop();
});

test('stops at once and only once', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const logdir = makeTempDir(t);
  const stop = trainDemo(logdir);
  t.mock.timers.tick(200);
  stop();
  t.mock.timers.tick(1000);
  stop();
  assert.deepEqual(stepsOf(readRun(join(logdir, 'linear')), 'error'), [0, 1]);
});

test('marks a start, so that a second demo in the same folder supersedes the first', (t) => {
  t.mock.timers.enable({ apis: ['setInterval'] });
  const logdir = makeTempDir(t);
  trainDemo(logdir)();
  trainDemo(logdir)();
  const starts = readRun(join(logdir, 'linear')).filter((event) => event.sessionLog);
  assert.deepEqual(
    starts.map((event) => [event.sessionLog?.status, Number(event.step)]),
    [
      [tensorboard.SessionLog.SessionStatus.START, 0],
      [tensorboard.SessionLog.SessionStatus.START, 0],
    ],
  );
});
