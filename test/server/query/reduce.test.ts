import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reduce, type ReduceQuery } from '../../../server/query/reduce.ts';
import { appendValues, scalarSeries } from '../../support/series.ts';

const WHOLE: ReduceQuery = {
  axis: 'step',
  columns: 100,
  from: undefined,
  to: undefined,
  smoothing: undefined,
  superseded: false,
};

/** 100,000 points of a wave with one spike, over several chunks. */
function spiky(): number[] {
  const values = Array.from({ length: 100_000 }, (_, at) => Math.fround(Math.sin(at / 5000)));
  values[61_803] = 50;
  values[27_182] = -50;
  return values;
}

describe('reduce', () => {
  it('gives every point when they are few enough', () => {
    const { points, survey } = reduce(scalarSeries([3, 1, 2]), WHOLE);
    assert.deepEqual([...points.steps], [0, 1, 2]);
    assert.deepEqual([...points.values], [3, 1, 2]);
    assert.deepEqual([survey.kept, survey.keptInRange], [3, 3]);
  });

  it('never loses a lone spike, at any width, and at most four points a column are given', () => {
    const series = scalarSeries(spiky());
    for (const columns of [16, 100, 333, 1000]) {
      const { points, survey } = reduce(series, { ...WHOLE, columns });
      assert.equal(survey.kept, 100_000);
      assert.ok(points.values.includes(50) && points.values.includes(-50), `${columns} columns`);
      assert.equal(points.steps[0], 0);
      assert.equal(points.steps.at(-1), 99_999);
      assert.ok(
        points.steps.length <= 4 * (columns + 1),
        `${points.steps.length} points in ${columns} columns`,
      );
    }
  });

  it('has the extremes of each pixel column that the full data have', () => {
    const values = spiky();
    const { points } = reduce(scalarSeries(values), { ...WHOLE, columns: 50 });
    for (let column = 0; column < 50; column++) {
      const from = (column * 99_999) / 50;
      const to = column === 49 ? Infinity : ((column + 1) * 99_999) / 50;
      const inColumn = (_: number, at: number): boolean => at >= from && at < to;
      const drawn = points.values.filter((_, at) => points.steps[at]! >= from && points.steps[at]! < to);
      assert.equal(Math.max(...drawn), Math.max(...values.filter(inColumn)));
      assert.equal(Math.min(...drawn), Math.min(...values.filter(inColumn)));
    }
  });

  it('zooms down to raw points, with the nearest point outside each end', () => {
    const { points, survey } = reduce(scalarSeries(spiky()), { ...WHOLE, from: 61_800.5, to: 61_804 });
    assert.deepEqual([...points.steps], [61_800, 61_801, 61_802, 61_803, 61_804, 61_805]);
    assert.equal(survey.keptInRange, 4);
  });

  it('gives the two points around a range that holds none', () => {
    const series = scalarSeries([1, 2, 3], { steps: [0, 100, 200] });
    assert.deepEqual([...reduce(series, { ...WHOLE, from: 120, to: 130 }).points.steps], [100, 200]);
    assert.deepEqual([...reduce(series, { ...WHOLE, from: 500, to: 600 }).points.steps], [200]);
  });

  it('reduces along wall and relative time as along steps', () => {
    const series = scalarSeries(spiky());
    const wall = reduce(series, { ...WHOLE, axis: 'wall', from: 1_700_000_010, to: 1_700_000_012 });
    const relative = reduce(series, { ...WHOLE, axis: 'relative', from: 10, to: 12 });
    assert.deepEqual([...wall.points.steps], [9, 10, 11, 12, 13]);
    assert.deepEqual(relative.points.steps, wall.points.steps);
    assert.deepEqual([...relative.points.xs], [9, 10, 11, 12, 13]);
    assert.deepEqual([relative.survey.lowestX, relative.survey.highestX], [0, 99_999]);
  });

  it('counts values that are not finite, and gives at least one of each kind in a column', () => {
    const values = spiky();
    values[500] = NaN;
    values[501] = Infinity;
    values[502] = -Infinity;
    const { survey, points } = reduce(scalarSeries(values), WHOLE);
    assert.deepEqual(
      [survey.nanCount, survey.positiveInfinityCount, survey.negativeInfinityCount],
      [1, 1, 1],
    );
    assert.equal(survey.firstNonFiniteStep, 500);
    for (const value of [NaN, Infinity, -Infinity]) assert.ok(points.values.includes(value));
  });

  it('hides what a restart superseded, unless asked', () => {
    const series = scalarSeries([0, 1, 2, 3]);
    series.supersede(2);
    appendValues(series, [20, 30], { steps: [2, 3] });
    assert.deepEqual([...reduce(series, WHOLE).points.values], [0, 1, 20, 30]);
    assert.equal(reduce(series, WHOLE).survey.kept, 4);
    assert.deepEqual([...reduce(series, { ...WHOLE, superseded: true }).points.values], [0, 1, 2, 3, 20, 30]);
  });

  it('smooths over all points, so that neither zoom nor width changes a smoothed value', () => {
    const series = scalarSeries(spiky());
    const all = reduce(series, { ...WHOLE, columns: 100_000, smoothing: { kind: 'ema', parameter: 0.9 } });
    const zooms: ReduceQuery[] = [
      { ...WHOLE, smoothing: { kind: 'ema', parameter: 0.9 } },
      { ...WHOLE, smoothing: { kind: 'ema', parameter: 0.9 }, from: 61_790, to: 61_820 },
    ];
    for (const query of zooms) {
      const { points } = reduce(series, query);
      points.steps.forEach((step, at) => assert.equal(points.smoothed?.[at], all.points.smoothed?.[step]));
    }
  });

  it('draws steps that go back in the order of the file', () => {
    const series = scalarSeries([1, 2, 3, 4], { steps: [0, 10, 5, 15] });
    assert.deepEqual([...reduce(series, WHOLE).points.steps], [0, 10, 5, 15]);
  });
});
