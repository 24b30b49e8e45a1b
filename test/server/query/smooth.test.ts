import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Smoother } from '../../../server/query/smooth.ts';

function smooth(values: readonly number[], weight: number): number[] {
  const smoother = new Smoother(weight);
  return values.map((value) => smoother.next(value));
}

/** TensorBoard's formula, written down as it stands in its documentation. */
function reference(values: readonly number[], weight: number): number[] {
  let last = 0;
  let count = 0;
  return values.map((value) => {
    if (!Number.isFinite(value)) return value;
    last = last * weight + (1 - weight) * value;
    count++;
    return last / (1 - weight ** count);
  });
}

describe('Smoother', () => {
  it("is TensorBoard's debiased average", () => {
    const values = [1, 2, 0.5, -3, 8, 8, 8, 1e6, -1e-9];
    const expected = reference(values, 0.6);
    smooth(values, 0.6).forEach((value, at) =>
      assert.ok(Math.abs(value - expected[at]!) <= 1e-12 * Math.abs(expected[at]!)),
    );
  });

  it('leaves a constant series alone, bit for bit', () => {
    assert.deepEqual(smooth([0.1, 0.1, 0.1, 0.1], 0.9), [0.1, 0.1, 0.1, 0.1]);
  });

  it('passes values that are not finite, and does not let them touch the average', () => {
    const withGap = smooth([1, NaN, 2, Infinity, 3], 0.5);
    const without = smooth([1, 2, 3], 0.5);
    assert.deepEqual([withGap[0], withGap[2], withGap[4]], without);
    assert.ok(Number.isNaN(withGap[1]));
    assert.equal(withGap[3], Infinity);
  });
});
