import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compressHistogram } from '../../../../server/dashboards/histograms/compress-histogram.ts';

const valuesOf = (rows: readonly (readonly [number, number, number])[]): number[] =>
  compressHistogram(Float64Array.from(rows.flat())).map(({ value }) => value);

describe('compressHistogram', () => {
  it('is 0 everywhere without buckets', () => {
    assert.deepEqual(valuesOf([]), [0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('is a straight line in a single bucket', () => {
    assert.deepEqual(valuesOf([[0, 10_000, 4]]), [0, 668, 1587, 3085, 5000, 6915, 8413, 9332, 10_000]);
  });

  it('steps over empty buckets, from the edge of the last one that is not', () => {
    const values = valuesOf([
      [0, 1, 0],
      [1, 2, 1],
      [2, 8, 0],
      [8, 9, 1],
    ]);
    // The first samples lie somewhere between the lowest edge and 2, as TensorBoard has it.
    assert.equal(values[0], 0);
    assert.equal(values[4], 8);
    assert.equal(values[8], 9);
  });

  it('is the highest edge when no sample is left', () => {
    assert.deepEqual(valuesOf([[1, 3, 0]]), [3, 3, 3, 3, 3, 3, 3, 3, 3]);
  });
});
