import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadingEstimate } from '../../../web/shell/reading-estimate.ts';

test('estimates from the rate since it began, once there is one', () => {
  const estimate = new ReadingEstimate();
  assert.equal(estimate.secLeft(100, 1100, 50), undefined);
  assert.equal(estimate.secLeft(150, 1100, 50.5), undefined);
  assert.equal(estimate.secLeft(300, 1100, 52), 8);
  assert.equal(estimate.secLeft(1200, 1100, 53), 0);
});

test('says nothing while nothing is read', () => {
  const estimate = new ReadingEstimate();
  estimate.secLeft(0, 100, 0);
  assert.equal(estimate.secLeft(0, 100, 10), undefined);
});
