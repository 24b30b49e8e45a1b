import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeSeries, type DescribedPoint } from '../../../server/query/describe-series.ts';
import { seededRandom } from '../../support/random.ts';
import { appendValues, scalarSeries } from '../../support/series.ts';

const random = seededRandom(8);

describe('describeSeries', () => {
  it('is what a look at every point finds', () => {
    for (let round = 0; round < 20; round++) {
      const series = scalarSeries([]);
      let points: DescribedPoint[] = [];
      for (let batch = 0; batch < 3; batch++) {
        const first = batch === 0 ? 0 : Math.floor(random() * points.length);
        const steps = Array.from({ length: Math.floor(random() * 5000) }, (_, at) => (first + at) * 3);
        const values = steps.map(() => (random() < 0.01 ? NaN : Math.floor(random() * 100)));
        if (batch > 0) series.supersede(first * 3);
        points = points.filter(({ step }) => batch === 0 || step < first * 3);
        const from = series.length;
        appendValues(series, values, { steps });
        points.push(
          ...values.map((value, at) => ({ step: steps[at]!, wallTime: 1_700_000_000 + from + at, value })),
        );
      }
      const step = Math.floor(random() * 12_000);
      const finite = points.filter(({ value }) => Number.isFinite(value));
      const lowest = Math.min(...finite.map(({ value }) => value));
      const highest = Math.max(...finite.map(({ value }) => value));
      const distance = Math.min(...points.map((point) => Math.abs(point.step - step)));
      assert.deepEqual(describeSeries(series, step), {
        count: points.length,
        first: points[0],
        last: points.at(-1),
        lowest: finite.find(({ value }) => value === lowest),
        highest: finite.find(({ value }) => value === highest),
        nearest: points.findLast((point) => Math.abs(point.step - step) === distance),
      });
    }
  });

  it('has nothing of a series without points', () => {
    const { count, ...points } = describeSeries(scalarSeries([]), 5);
    assert.equal(count, 0);
    assert.deepEqual(new Set(Object.values(points)), new Set([undefined]));
  });
});
