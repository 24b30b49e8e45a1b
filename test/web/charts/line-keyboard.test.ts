import assert from 'node:assert/strict';
import { test } from 'node:test';
import { movePoint, zoomByKey } from '../../../web/charts/line-keyboard.ts';
import { buildFrame, buildLine } from './build-line.ts';

const FRAME = buildFrame();
const LINES = [
  buildLine(1, [0, 10, 20, 30, 500], [5, 5, 5, 5, 5]),
  buildLine(2, [0, 10, 20, 30], [1, 9, 9, 9]),
  buildLine(3, [0, 10], [7, 7]),
];

function press(key: string, present?: { id: number; index: number }, shiftKey = false): unknown {
  return movePoint(LINES, FRAME, { key, shiftKey }, present);
}

test('starts at the newest point in sight, of the preferred line if there is one', () => {
  assert.deepEqual(press('ArrowLeft'), { id: 1, index: 3 });
  assert.deepEqual(movePoint(LINES, FRAME, { key: 'ArrowUp', shiftKey: false }, undefined, 2), {
    id: 2,
    index: 3,
  });
  assert.equal(movePoint([], FRAME, { key: 'ArrowUp', shiftKey: false }, undefined), undefined);
});

test('moves along the line and stops at the ends of what is in sight', () => {
  assert.deepEqual(press('ArrowLeft', { id: 1, index: 2 }), { id: 1, index: 1 });
  assert.deepEqual(press('ArrowRight', { id: 1, index: 3 }), { id: 1, index: 3 });
  assert.deepEqual(press('ArrowLeft', { id: 1, index: 2 }, true), { id: 1, index: 0 });
  assert.deepEqual(press('End', { id: 1, index: 0 }), { id: 1, index: 3 });
  assert.deepEqual(press('Home', { id: 2, index: 3 }), { id: 2, index: 0 });
});

test('moves to the line with the next value up or down', () => {
  assert.deepEqual(press('ArrowUp', { id: 1, index: 1 }), { id: 3, index: 1 });
  assert.deepEqual(press('ArrowUp', { id: 3, index: 1 }), { id: 2, index: 1 });
  assert.deepEqual(press('ArrowUp', { id: 2, index: 1 }), { id: 2, index: 1 });
  assert.deepEqual(press('ArrowDown', { id: 1, index: 0 }), { id: 2, index: 0 });
});

test('leaves other keys alone', () => {
  assert.equal(press('a', { id: 1, index: 1 }), undefined);
  assert.equal(zoomByKey(FRAME, 'a', 50, { from: 0, to: 100 }), undefined);
});

test('zooms in around a centre and out until all is in sight', () => {
  assert.deepEqual(zoomByKey(FRAME, '+', 50, { from: 0, to: 100 }), { range: { from: 25, to: 75 } });
  assert.deepEqual(zoomByKey(FRAME, '-', 50, { from: 0, to: 100 }), { range: undefined });
  assert.deepEqual(zoomByKey(FRAME, '-', 50, { from: 0, to: 1000 }), { range: { from: -50, to: 150 } });
  assert.deepEqual(zoomByKey(FRAME, '0', 50, { from: 0, to: 1000 }), { range: undefined });
});
