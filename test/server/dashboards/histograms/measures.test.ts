import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseMeasures } from '../../../../server/dashboards/histograms/measures.ts';
import { computeMidpoints } from '../../../../server/dashboards/histograms/midpoints.ts';

type Rows = readonly (readonly [left: number, right: number, count: number])[];

// What NumPy 2.4 and SciPy 1.17 compute of these by the formulas of MEASURE_NAMES.
const FIRST: Rows = [
  [-1.5, -0.5, 2],
  [-0.5, 0.25, 7],
  [0.25, 0.25, 0],
  [0.25, 1e3, 1.5],
];
const SECOND: Rows = [
  [-2, 0, 3],
  [0, 0.125, 4],
  [0.125, 3, 1],
];

function measure(names: readonly string[], rows: Rows, other?: Rows): number[] {
  const buckets = Float64Array.from(rows.flat());
  return parseMeasures(names).compute({
    buckets,
    midpoints: computeMidpoints(buckets),
    other: other && computeMidpoints(Float64Array.from(other.flat())),
  });
}

function assertClose(found: readonly number[], expected: readonly number[]): void {
  assert.equal(found.length, expected.length);
  for (const [at, number] of expected.entries())
    assert.ok(Math.abs(found[at]! - number) <= 1e-12 * Math.abs(number), `${found[at]} is not ${number}`);
}

describe('measures of a histogram', () => {
  it('are what NumPy computes of the middles of its buckets', () => {
    assertClose(
      measure(['count', 'mean', 'std', 'min', 'max'], FIRST),
      [10.5, 71.17261904761905, 175.11940006762632, -1.5, 1e3],
    );
    assertClose(measure(['mean', 'std'], SECOND), [-0.1484375, 0.8124624390356455]);
  });

  it('have the Wasserstein distance that SciPy computes, in both directions', () => {
    assertClose(measure(['drift'], FIRST, SECOND), [71.50186011904765]);
    assertClose(measure(['drift'], SECOND, FIRST), [71.50186011904765]);
    assert.deepEqual(measure(['drift'], FIRST, FIRST), [0]);
  });

  it('count as zeros what lies in the bucket that 0 falls into', () => {
    assert.deepEqual(measure(['zeros'], FIRST), [7 / 10.5]);
    // Open on the right: 0 falls into the second.
    assert.deepEqual(measure(['zeros'], SECOND), [4 / 8]);
    assert.deepEqual(measure(['zeros'], [[-1, 0, 3]]), [1]);
    const constant: Rows = [
      [0, 0, 0],
      [0, 0, 5],
    ];
    assert.deepEqual(measure(['zeros', 'mean', 'std'], constant), [1, 0, 0]);
  });

  it('are not numbers for an empty histogram, and without one to measure from', () => {
    const names = ['count', 'zeros', 'min', 'max', 'mean', 'std', 'drift'];
    assert.deepEqual(measure(names, [], SECOND), [0, NaN, NaN, NaN, NaN, NaN, NaN]);
    assert.deepEqual(measure(['drift'], SECOND, []), [NaN]);
    assert.deepEqual(measure(['drift'], SECOND), [NaN]);
  });

  it('leave out buckets that are not finite, and take them in any order', () => {
    const disordered: Rows = [
      [0.125, 3, 1],
      [-Infinity, -2, 9],
      [0, 0.125, 4],
      [1, 2, NaN],
      [-2, 0, 3],
    ];
    assertClose(measure(['count', 'mean', 'std'], disordered), [8, -0.1484375, 0.8124624390356455]);
    assert.deepEqual(measure(['drift'], disordered, SECOND), [0]);
  });

  it('take edges at the end of what a double holds', () => {
    const wide: Rows = [[1e308, 1.7e308, 1]];
    assertClose(measure(['mean', 'max'], wide), [1.35e308, 1.7e308]);
  });

  it('have any percentile, in the order in which they are asked for', () => {
    assert.deepEqual(measure(['p50', 'p0', 'p6.68', 'p100'], [[0, 10_000, 4]]), [5000, 0, 668, 10_000]);
  });

  it('are refused by name when there is no such measure', () => {
    for (const name of ['median', 'p101', 'p', 'p1e1', '__proto__', '']) {
      assert.throws(() => parseMeasures([name]), { code: 'REQUEST_INVALID' });
    }
  });
});
