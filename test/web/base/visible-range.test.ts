import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scrollTopToShow, visibleRange } from '../../../web/base/visible-range.ts';

test('covers the rows in sight and a few beyond', () => {
  assert.deepEqual(visibleRange(0, 280, 28, 5000), [0, 18]);
  assert.deepEqual(visibleRange(2800, 280, 28, 5000), [92, 118]);
});

test('ends with the list, also when it has become shorter than the scroll position', () => {
  assert.deepEqual(visibleRange(0, 280, 28, 3), [0, 3]);
  assert.deepEqual(visibleRange(2800, 280, 28, 3), [3, 3]);
  assert.deepEqual(visibleRange(0, 280, 28, 0), [0, 0]);
});

test('scrolls no further than needed to show a row', () => {
  assert.equal(scrollTopToShow(2, 0, 280, 28), 0);
  assert.equal(scrollTopToShow(10, 0, 280, 28), 28);
  assert.equal(scrollTopToShow(1, 280, 280, 28), 28);
});
