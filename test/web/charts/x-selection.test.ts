import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildScale } from '../../../web/charts/axis-scale.ts';
import { findNextX, moveEnd, removeEnd, selectByClick, snapX } from '../../../web/charts/x-selection.ts';
import { buildLine } from './build-line.ts';

const SCALE = buildScale('linear', { from: 0, to: 100 });

test('sets, moves and completes a selection by clicks', () => {
  const one = selectByClick(undefined, 'step', 20, SCALE);
  assert.deepEqual(one, { from: 20, to: undefined });
  assert.deepEqual(selectByClick(one, 'step', 70, SCALE), { from: 70, to: undefined });
  const two = selectByClick(one, 'range', 10, SCALE);
  assert.deepEqual(two, { from: 10, to: 20 });
  assert.deepEqual(selectByClick(two, 'range', 90, SCALE), { from: 10, to: 90 });
  assert.deepEqual(selectByClick(two, 'range', 12, SCALE), { from: 12, to: 20 });
});

test('lets no end pass the other', () => {
  assert.deepEqual(moveEnd({ from: 10, to: 20 }, 'from', 30), { from: 20, to: 20 });
  assert.deepEqual(moveEnd({ from: 10, to: 20 }, 'to', 0), { from: 10, to: 10 });
  assert.deepEqual(moveEnd({ from: 10, to: undefined }, 'from', 30), { from: 30, to: undefined });
});

test('removes one end, then the selection', () => {
  assert.deepEqual(removeEnd({ from: 10, to: 20 }, 'from'), { from: 20, to: undefined });
  assert.deepEqual(removeEnd({ from: 10, to: 20 }, 'to'), { from: 10, to: undefined });
  assert.equal(removeEnd({ from: 10, to: undefined }, 'from'), undefined);
});

test('finds the next point of any line', () => {
  const lines = [buildLine(1, [0, 10, 20], [0, 0, 0]), buildLine(2, [0, 7, 14], [0, 0, 0])];
  assert.equal(findNextX(lines, 0, 1), 7);
  assert.equal(findNextX(lines, 7, 1), 10);
  assert.equal(findNextX(lines, 10, -1), 7);
  assert.equal(findNextX(lines, 20, 1), undefined);
});

test('selects whole steps, but any time', () => {
  assert.equal(snapX('step', 3.6), 4);
  assert.equal(snapX('relative', 3.6), 3.6);
});
