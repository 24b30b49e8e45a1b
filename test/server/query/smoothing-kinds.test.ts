import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reduce, type ReduceQuery } from '../../../server/query/reduce.ts';
import { smoothingError, type Smoothing, type SmoothingKind } from '../../../server/query/smoothing.ts';
import type { ScalarColumns } from '../../../server/store/scalar-columns.ts';
import { seededRandom } from '../../support/random.ts';
import { appendValues, scalarSeries } from '../../support/series.ts';

const random = seededRandom(5);
const WHOLE: ReduceQuery = {
  axis: 'step',
  columns: Infinity,
  from: undefined,
  to: undefined,
  smoothing: undefined,
  superseded: false,
};

/** A point as the formulas below see it. */
interface Point {
  readonly value: number;
  readonly wallTime: number;
}

/** Each kind written down as it is defined, over all points again for each point. */
const FORMULAS: Record<SmoothingKind, (points: readonly Point[], at: number, parameter: number) => number> = {
  ema: (points, at, weight) => weighted(points.slice(0, at + 1), (_, age) => weight ** age),
  time: (points, at, seconds) =>
    weighted(points.slice(0, at + 1), ({ wallTime }) =>
      Math.exp((wallTime - (points[at]?.wallTime ?? 0)) / seconds),
    ),
  mean: (points, at, width) => weighted(around(points, at, Math.floor(width / 2)), () => 1),
  median: (points, at, width) => {
    const sorted = finite(around(points, at, Math.floor(width / 2))).sort((a, b) => a - b);
    const half = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
  },
  gaussian: (points, at, sigma) => {
    let sum = 0;
    let weights = 0;
    points.forEach(({ value }, index) => {
      if (!Number.isFinite(value) || Math.abs(index - at) > 4 * sigma) return;
      const weight = Math.exp(-0.5 * ((index - at) / sigma) ** 2);
      sum += weight * value;
      weights += weight;
    });
    return sum / weights;
  },
};

const PARAMETERS: readonly Smoothing[] = [
  { kind: 'ema', parameter: 0.9 },
  { kind: 'time', parameter: 7 },
  { kind: 'mean', parameter: 25 },
  { kind: 'mean', parameter: 4 },
  { kind: 'median', parameter: 25 },
  { kind: 'gaussian', parameter: 3.5 },
];

function around(points: readonly Point[], at: number, reach: number): readonly Point[] {
  return points.slice(Math.max(0, at - reach), at + reach + 1);
}

function finite(points: readonly Point[]): number[] {
  return points.map(({ value }) => value).filter(Number.isFinite);
}

/** `age`: finite values after the one that is weighed. */
function weighted(points: readonly Point[], weightOf: (point: Point, age: number) => number): number {
  const kept = points.filter(({ value }) => Number.isFinite(value));
  const weights = kept.map((point, at) => weightOf(point, kept.length - 1 - at));
  const sum = kept.reduce((total, { value }, at) => total + value * weights[at]!, 0);
  return sum / weights.reduce((total, weight) => total + weight, 0);
}

/** Some 900 points over two chunks, with uneven times, values that are not finite, and a restart. */
function build(): ScalarColumns {
  const series = scalarSeries([]);
  let time = 1.7e9;
  const append = (count: number, firstStep: number): void => {
    const indexes = Array.from({ length: count }, (_, at) => at);
    appendValues(
      series,
      indexes.map((at) =>
        at % 41 === 7 ? [NaN, Infinity, -Infinity][at % 3]! : Math.sin(at / 9) + random(),
      ),
      {
        steps: indexes.map((at) => firstStep + at),
        wallTimes: indexes.map(() => (time += random() < 0.05 ? 60 : random())),
      },
    );
  };
  append(4000, 0);
  append(400, 4000);
  series.supersede(4050);
  append(500, 4050);
  return series;
}

function visiblePoints(series: ScalarColumns): Point[] {
  const { values, wallTimes } = reduce(series, WHOLE).points;
  return Array.from(values, (value, at) => ({ value, wallTime: wallTimes[at]! }));
}

describe('smoothing', () => {
  const series = build();
  const visible = visiblePoints(series);

  for (const smoothing of PARAMETERS) {
    const name = `${smoothing.kind}:${smoothing.parameter}`;
    it(`${name} is what its formula says, over all points, and passes what is not finite`, () => {
      const { smoothed } = reduce(series, { ...WHOLE, smoothing }).points;
      assert.equal(smoothed?.length, visible.length);
      const width =
        smoothing.kind === 'mean' || smoothing.kind === 'median'
          ? Math.ceil((smoothing.parameter - 1) / 2) * 2 + 1
          : smoothing.parameter;
      for (let at = 0; at < visible.length; at += at > 30 && at < 4000 ? 13 : 1) {
        const { value } = visible[at]!;
        const expected = Number.isFinite(value) ? FORMULAS[smoothing.kind](visible, at, width) : value;
        if (Number.isFinite(expected))
          assert.ok(
            Math.abs(smoothed![at]! - expected) <= 1e-9 * Math.max(1, Math.abs(expected)),
            `${at}: ${smoothed![at]} for ${expected}`,
          );
        else assert.ok(Object.is(smoothed![at], expected), `${at}: ${smoothed![at]}`);
      }
    });

    it(`${name} is the same to the bit whatever the range, the columns and the axis`, () => {
      const { steps, smoothed } = reduce(series, { ...WHOLE, smoothing }).points;
      const byStep = new Map(Array.from(steps, (step, at) => [step, smoothed![at]]));
      const queries: ReduceQuery[] = [
        { ...WHOLE, smoothing, columns: 16 },
        { ...WHOLE, smoothing, columns: 100, from: 3990, to: 4300.5 },
        { ...WHOLE, smoothing, columns: 50, axis: 'relative', from: 100, to: 3000 },
        { ...WHOLE, smoothing, columns: 50, axis: 'relative_step', logX: true },
        { ...WHOLE, smoothing, columns: 50, axis: 'relative', skipPauses: 5 },
        { ...WHOLE, smoothing, columns: 20, axis: 'tag', xSeries: series },
      ];
      for (const query of queries) {
        const { points } = reduce(series, query);
        assert.ok(points.steps.length > 0);
        points.steps.forEach((step, at) => assert.ok(Object.is(points.smoothed?.[at], byStep.get(step))));
      }
    });

    it(`${name} leaves a constant series alone, bit for bit`, () => {
      for (const constant of [0.1, -0, 1e300, Math.fround(1 / 3)]) {
        const values = Array.from({ length: 200 }, () => constant);
        const { smoothed } = reduce(scalarSeries(values), { ...WHOLE, smoothing }).points;
        assert.ok(smoothed?.every((value) => Object.is(value, constant)));
      }
    });
  }

  it('in wall time is TensorBoard’s average where the intervals are even', () => {
    const even = scalarSeries(Array.from({ length: 300 }, () => random()));
    const time = reduce(even, { ...WHOLE, smoothing: { kind: 'time', parameter: 10 } }).points.smoothed;
    const ema = reduce(even, { ...WHOLE, smoothing: { kind: 'ema', parameter: Math.exp(-0.1) } }).points
      .smoothed;
    time?.forEach((value, at) => assert.ok(Math.abs(value - ema![at]!) < 1e-9));
  });

  it('refuses parameters that are none', () => {
    const wrong: Smoothing[] = [
      { kind: 'ema', parameter: 1 },
      { kind: 'time', parameter: NaN },
      { kind: 'mean', parameter: 10_002 },
      { kind: 'median', parameter: 1002 },
      { kind: 'gaussian', parameter: -1 },
      { kind: 'gaussian', parameter: Infinity },
    ];
    for (const smoothing of wrong) assert.ok(smoothingError(smoothing), JSON.stringify(smoothing));
    assert.equal(smoothingError({ kind: 'mean', parameter: 10_001 }), undefined);
    assert.equal(smoothingError({ kind: 'gaussian', parameter: 1250 }), undefined);
  });
});
