import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ReadingRate } from '../../../server/ingest/reading-rate.ts';

test('is the mean over the last seconds, and 0 when nothing was read in them', () => {
  const rate = new ReadingRate();
  assert.equal(rate.bytesPerSec(5), 0);
  for (let ms = 10_000; ms < 20_000; ms += 100) rate.add(100, ms);
  assert.equal(Math.round(rate.bytesPerSec(19_999)), 1000);
  for (let ms = 20_000; ms < 26_000; ms += 100) rate.add(200, ms);
  assert.equal(Math.round(rate.bytesPerSec(25_999)), 2000);
  assert.equal(Math.round(rate.bytesPerSec(27_499)), 1000);
  assert.equal(rate.bytesPerSec(40_000), 0);
});

test('in the first seconds it is the mean since reading began, also after a pause', () => {
  const rate = new ReadingRate();
  for (const start of [1000, 60_000]) {
    for (let ms = 0; ms < 1000; ms += 50) rate.add(50, start + ms);
    assert.equal(rate.bytesPerSec(start + 1000), 1000, String(start));
  }
});

test('tells how long the rest will take once it has settled', () => {
  const rate = new ReadingRate();
  assert.equal(rate.secFor(100, 0), undefined);
  rate.add(100, 1000);
  assert.equal(rate.secFor(100, 1010), undefined);
  rate.add(900, 1900);
  assert.equal(rate.secFor(5000, 2000), 5);
  assert.equal(rate.secFor(5000, 60_000), undefined);
});
