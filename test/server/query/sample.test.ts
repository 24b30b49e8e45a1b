import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sampleEvenly, sampleShape } from '../../../server/query/sample.ts';

describe('sampleShape', () => {
  const values = Array.from({ length: 5000 }, (_, at) => Math.sin(at));
  values[1234] = 99;
  values[4321] = -99;
  values[777] = NaN;

  it('keeps the first, the last and the extremes, within the limit', () => {
    for (const limit of [10, 50, 1000]) {
      const chosen = sampleShape(values, limit);
      assert.ok(chosen.length <= limit);
      for (const index of [0, 1234, 4321, 4999]) assert.ok(chosen.includes(index), `${index} of ${limit}`);
      assert.deepEqual(
        [...chosen],
        [...new Set(chosen)].toSorted((a, b) => a - b),
      );
    }
  });

  it('keeps a value that is not a number', () => {
    assert.ok(sampleShape(values, 100).includes(777));
  });

  it('keeps everything when the limit is 0 or not reached', () => {
    assert.equal(sampleShape(values, 0).length, 5000);
    assert.equal(sampleShape(values, 5000).length, 5000);
  });

  it('stays within limits that leave no room for extremes', () => {
    for (const limit of [1, 2, 3]) assert.equal(sampleShape(values, limit).length, limit);
  });
});

describe('sampleEvenly', () => {
  it('takes the first, the last and equal distances between', () => {
    assert.deepEqual([...sampleEvenly(101, 5)], [0, 25, 50, 75, 100]);
    assert.deepEqual([...sampleEvenly(10, 1)], [9]);
    assert.equal(sampleEvenly(10, 0).length, 10);
  });
});
