import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DrawQueue } from '../../../web/charts/draw-queue.ts';

/** A queue whose frames and time the test turns on. */
function buildQueue() {
  let frames: (() => void)[] = [];
  let nowMs = 0;
  const queue = new DrawQueue({ requestFrame: (callback) => frames.push(callback), nowMs: () => nowMs });
  const drawn: string[] = [];
  return {
    queue,
    drawn,
    draw: (name: string, costMs: number) => () => {
      drawn.push(name);
      nowMs += costMs;
    },
    /** Runs the frame that was asked for; returns how many there were. */
    runFrame: (): number => {
      const present = frames;
      frames = [];
      for (const callback of present) callback();
      return present.length;
    },
  };
}

test('draws in the order of asking, as much in a frame as there is time for', () => {
  const { queue, drawn, draw, runFrame } = buildQueue();
  for (const name of ['a', 'b', 'c', 'd']) queue.add(draw(name, 5));
  assert.equal(runFrame(), 1);
  assert.deepEqual(drawn, ['a', 'b']);
  runFrame();
  assert.deepEqual(drawn, ['a', 'b', 'c', 'd']);
  assert.equal(runFrame(), 0);
});

test('takes more time for what takes the place of an earlier drawing', () => {
  const { queue, drawn, draw, runFrame } = buildQueue();
  for (const name of ['a', 'b', 'c', 'd', 'e']) queue.add(draw(name, 6), { isRedraw: true });
  queue.add(draw('f', 6));
  runFrame();
  assert.deepEqual(drawn, ['a', 'b', 'c', 'd']);
  runFrame();
  assert.deepEqual(drawn, ['a', 'b', 'c', 'd', 'e', 'f']);
});

test('draws at least one in a frame, however long it takes', () => {
  const { queue, drawn, draw, runFrame } = buildQueue();
  queue.add(draw('a', 500));
  queue.add(draw('b', 500));
  runFrame();
  assert.deepEqual(drawn, ['a']);
});

test('draws once what is asked for twice, and not what is taken back', () => {
  const { queue, drawn, draw, runFrame } = buildQueue();
  const [a, b] = [draw('a', 1), draw('b', 1)];
  for (const each of [a, b, a]) queue.add(each);
  queue.remove(b);
  runFrame();
  assert.deepEqual(drawn, ['a']);
});

test('goes on after a drawing has failed', () => {
  const { queue, drawn, draw, runFrame } = buildQueue();
  queue.add(() => {
    throw new Error('broken');
  });
  queue.add(draw('b', 1));
  assert.throws(runFrame, /broken/);
  queue.add(draw('c', 1));
  runFrame();
  assert.deepEqual(drawn, ['b', 'c']);
});

test('leaves what is not due until it is woken and due', () => {
  const { queue, drawn, draw, runFrame } = buildQueue();
  const due = new Set(['c']);
  for (const name of ['a', 'b', 'c']) queue.add(draw(name, 1), { isDue: () => due.has(name) });
  runFrame();
  assert.deepEqual(drawn, ['c']);
  assert.equal(runFrame(), 0);
  due.add('b');
  queue.wake();
  runFrame();
  assert.deepEqual(drawn, ['c', 'b']);
});
