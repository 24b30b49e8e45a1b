import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reduce, type ReduceQuery } from '../../../server/query/reduce.ts';
import { selectNth } from '../../../server/query/select-nth.ts';
import { seededRandom } from '../../support/random.ts';
import { appendValues, scalarSeries } from '../../support/series.ts';

const WHOLE: ReduceQuery = {
  axis: 'step',
  columns: 100,
  from: undefined,
  to: undefined,
  smoothing: undefined,
  superseded: false,
};
const random = seededRandom(3);

describe('axes', () => {
  it('of relative steps begin at the first step', () => {
    const series = scalarSeries([1, 2, 3], { steps: [1000, 1010, 1025] });
    const { points, survey } = reduce(series, { ...WHOLE, axis: 'relative_step', from: 5, to: 12 });
    assert.deepEqual([...points.xs], [0, 10, 25]);
    assert.deepEqual([survey.keptInRange, survey.lowestX, survey.highestX], [1, 0, 25]);
  });

  it('of logarithms leave out and count what they have no place for, and reduce after the transform', () => {
    const count = 100_000;
    const steps = Array.from({ length: count }, (_, at) => at - 3);
    const values = steps.map((step) => (step === 17 ? 9 : random()));
    const { points, survey } = reduce(scalarSeries(values, { steps }), { ...WHOLE, logX: true });
    assert.equal(survey.nonPositiveXCount, 4);
    assert.deepEqual([survey.keptInRange, survey.lowestX, survey.highestX], [count - 4, 1, count - 4]);
    assert.ok(points.xs.every((x) => x > 0));
    // Of five decades the first has a fifth of the columns: all of its points.
    for (let step = 1; step <= 20; step++) assert.ok(points.steps.includes(step), `${step}`);
    assert.ok(points.steps.length <= 7 * 101);
  });

  it('of relative time can leave pauses out', () => {
    const wallTimes = [0, 10, 20, 30, 5030, 5040, 5050, 9050, 9060].map((time) => 1.7e9 + time);
    const series = scalarSeries(
      wallTimes.map((_, at) => at),
      { wallTimes },
    );
    const query: ReduceQuery = { ...WHOLE, axis: 'relative', skipPauses: 10 };
    assert.deepEqual([...reduce(series, query).points.xs], [0, 10, 20, 30, 40, 50, 60, 70, 80]);
    assert.deepEqual([...reduce(series, { ...query, from: 35, to: 55 }).points.steps], [3, 4, 5, 6]);
    assert.equal(reduce(series, { ...query, skipPauses: 1000 }).points.xs.at(-1), 9060);
  });

  it('of another tag join on the step: points without one are left out', () => {
    const series = scalarSeries([5, 6, 7, 8], { steps: [0, 1, 2, 3] });
    const xSeries = scalarSeries([0.5, 0.2, 0.1, 0.3], { steps: [0, 2, 2, 3] });
    const query: ReduceQuery = { ...WHOLE, axis: 'tag', xSeries };
    const { points, survey } = reduce(series, query);
    assert.deepEqual([...points.steps], [0, 2, 3]);
    assert.deepEqual([...points.xs], [0.5, 0.1, 0.3]);
    assert.deepEqual([survey.kept, survey.keptInRange, survey.lowestX], [4, 3, 0.1]);
    assert.deepEqual(
      [...reduce(series, { ...query, from: 0.2, to: 0.4 }).points.xs.filter((x) => x === 0.3)],
      [0.3],
    );
    assert.equal(reduce(series, { ...query, xSeries: undefined }).points.steps.length, 0);
  });

  it('of another tag join steps in any order', () => {
    const steps = Array.from({ length: 3000 }, () => Math.floor(random() * 2000));
    const otherSteps = Array.from({ length: 3000 }, () => Math.floor(random() * 2000));
    const series = scalarSeries(
      steps.map(() => 1),
      { steps },
    );
    const xSeries = scalarSeries(
      otherSteps.map((_, at) => at),
      { steps: otherSteps },
    );
    const { points } = reduce(series, { ...WHOLE, axis: 'tag', columns: Infinity, xSeries });
    const expected = steps.map((step) => otherSteps.lastIndexOf(step)).filter((x) => x >= 0);
    assert.deepEqual([...points.xs], expected);
  });

  it('of a noisy tag stay bounded, and lose no extreme', () => {
    const values = Array.from({ length: 50_000 }, () => random());
    values[31_415] = 100;
    const xSeries = scalarSeries(values.map(() => random()));
    const { points } = reduce(scalarSeries(values), { ...WHOLE, axis: 'tag', xSeries });
    assert.ok(points.values.includes(100));
    assert.ok(points.values.length <= 4 * 101, `${points.values.length}`);
    assert.deepEqual(
      [...points.steps],
      [...points.steps].sort((a, b) => a - b),
    );
  });
});

describe('the survey of a range', () => {
  it('has the extent of its finite values, and counts those that no logarithm has', () => {
    const values = Array.from({ length: 20_000 }, (_, at) => at - 6000);
    values[10] = -Infinity;
    values[11] = NaN;
    const series = scalarSeries(values);
    assert.deepEqual(pick(reduce(series, WHOLE)), [-6000, 13_999, 6000]);
    assert.deepEqual(pick(reduce(series, { ...WHOLE, from: 5, to: 12 })), [-5995, -5988, 7]);
    assert.deepEqual(pick(reduce(series, { ...WHOLE, from: 7000, to: 19_000 })), [1000, 13_000, 0]);

    function pick({ survey }: ReturnType<typeof reduce>): number[] {
      return [survey.lowest, survey.highest, survey.nonPositiveCount];
    }
  });

  it('tells which points a restart superseded, when they are shown', () => {
    const series = scalarSeries([0, 1, 2, 3]);
    series.supersede(2);
    appendValues(series, [20, 30], { steps: [2, 3] });
    assert.equal(reduce(series, WHOLE).points.superseded, undefined);
    assert.deepEqual(
      [...(reduce(series, { ...WHOLE, superseded: true }).points.superseded ?? [])],
      [0, 0, 1, 1, 0, 0],
    );
  });
});

describe('selectNth', () => {
  it('is what sorting gives', () => {
    for (let round = 0; round < 200; round++) {
      const numbers = Float64Array.from({ length: 1 + Math.floor(random() * 50) }, () =>
        Math.floor(random() * [2, 10, 1000][round % 3]!),
      );
      const n = Math.floor(random() * numbers.length);
      const expected = numbers.slice().sort()[n];
      assert.equal(selectNth(numbers, numbers.length, n), expected);
    }
  });
});
