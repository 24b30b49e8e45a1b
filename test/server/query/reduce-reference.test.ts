import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { reduce, type ReduceQuery } from '../../../server/query/reduce.ts';
import { Smoother } from '../../../server/query/smooth.ts';
import type { ScalarColumns } from '../../../server/store/scalar-columns.ts';
import { seededRandom } from '../../support/random.ts';
import { appendValues, scalarSeries } from '../../support/series.ts';

const random = seededRandom(11);
const pick = (count: number): number => Math.floor(random() * count);

/** A point as a full scan finds it. */
interface Point {
  readonly step: number;
  readonly wallTime: number;
  readonly value: number;
  readonly smoothed: number;
  /** Place on the axis. */
  readonly x: number;
}

/** What `reduce` is to give, from a look at every point. */
function scan(
  series: ScalarColumns,
  asked: ReduceQuery,
): { kept: number; keptInRange: number; points: Point[] } {
  const smoother = new Smoother(asked.smoothing?.parameter ?? 0);
  const all: Point[] = [];
  const origin = series.chunks[0]?.points().wallTimeAt(0) ?? 0;
  for (const chunk of series.chunks) {
    const points = chunk.points();
    for (let at = 0; at < chunk.length; at++) {
      const isHidden = chunk.superseded ? chunk.superseded[at] === 1 : chunk.supersededCount > 0;
      if (isHidden && !asked.superseded) continue;
      const step = points.stepAt(at);
      const wallTime = points.wallTimeAt(at);
      const number = points.values[at] ?? 0;
      const x = asked.axis === 'step' ? step : asked.axis === 'wall' ? wallTime : wallTime - origin;
      const smoothed = isHidden ? number : smoother.next(number);
      all.push({ step, wallTime, value: number, smoothed, x });
    }
  }
  const { columns } = asked;
  const from = asked.from ?? -Infinity;
  const to = asked.to ?? Infinity;
  const inside = all.map(({ x }) => x >= from && x <= to);
  const keptInRange = inside.filter(Boolean).length;
  const xs = all.map(({ x }) => x).filter((x) => !Number.isNaN(x));
  const low = Math.max(from, Math.min(...xs));
  const scale = columns / (Math.min(to, Math.max(...xs)) - low || 1);
  const chosen = new Set<number>();
  for (let start = 0; start < all.length;) {
    if (!inside[start]) {
      start++;
      continue;
    }
    let end = start;
    while (inside[end]) end++;
    if (start > 0) chosen.add(start - 1);
    if (end < all.length) chosen.add(end);
    const indexes = Array.from({ length: end - start }, (_, at) => start + at);
    if (keptInRange <= columns * 4) for (const index of indexes) chosen.add(index);
    else
      for (const column of split(indexes, (at) => Math.floor(((all[at]?.x ?? 0) - low) * scale)))
        choose(column);
    start = end;
  }
  if (keptInRange === 0) {
    const before = all.findLastIndex(({ x }) => x < from);
    const after = all.findIndex(({ x }, at) => x >= from && at > all.findIndex((point) => point.x < from));
    for (const index of before < 0 ? [] : [before, after]) if (index >= 0) chosen.add(index);
  }
  return { kept: all.length, keptInRange, points: all.filter((_, at) => chosen.has(at)) };

  function value(at: number): number {
    return all[at]?.value ?? 0;
  }

  function choose(column: readonly number[]): void {
    const finite = column.filter((at) => Number.isFinite(value(at)));
    const best = (isBetter: (a: number, b: number) => boolean): number | undefined =>
      finite.reduce<number | undefined>(
        (found, at) => (found === undefined || isBetter(value(at), value(found)) ? at : found),
        undefined,
      );
    const picks = [
      column[0],
      column.at(-1),
      best((a, b) => a < b),
      best((a, b) => a > b),
      column.find((at) => value(at) === Infinity),
      column.find((at) => value(at) === -Infinity),
      column.find((at) => Number.isNaN(value(at))),
    ];
    for (const at of picks) if (at !== undefined) chosen.add(at);
  }
}

/** Cuts indexes where their key changes. */
function split(indexes: readonly number[], key: (index: number) => number): number[][] {
  const parts: number[][] = [];
  let last = NaN;
  for (const index of indexes) {
    if (key(index) !== last) parts.push([]);
    last = key(index);
    parts.at(-1)?.push(index);
  }
  return parts;
}

interface Shape {
  readonly steps: (at: number) => number;
  readonly wallTimes: (at: number) => number;
  readonly values: (at: number) => number;
  readonly restarts: number;
}

const PLAIN: Shape = {
  steps: (at) => at * 10,
  wallTimes: (at) => 1.7e9 + at * 0.25,
  values: () => Math.floor(random() * 1000),
  restarts: 0,
};

const SHAPES: Record<string, Shape> = {
  plain: PLAIN,
  'with values that are not finite': {
    ...PLAIN,
    values: (at) => (at % 97 === 0 ? ([NaN, Infinity, -Infinity][pick(3)] ?? 0) : random()),
  },
  'of no finite value': { ...PLAIN, values: () => NaN },
  'whose steps go back now and then': { ...PLAIN, steps: (at) => at % 9000 },
  'whose steps jump about': { ...PLAIN, steps: () => pick(1e6), wallTimes: () => 1.7e9 + random() * 1e5 },
  'with equal steps': { ...PLAIN, steps: (at) => Math.floor(at / 5000) * 100 },
  'with restarts': { ...PLAIN, restarts: 6 },
  'without some wall times': { ...PLAIN, wallTimes: (at) => (at % 3001 === 5 ? NaN : 1.7e9 + at) },
};

/** Some 15,000 points appended in batches, between which it restarts. */
function build(shape: Shape): ScalarColumns {
  const series = scalarSeries([]);
  let shift = 0;
  let restarts = shape.restarts;
  for (let batch = 0; batch < 15; batch++) {
    const from = series.length;
    const indexes = Array.from({ length: 500 + pick(1000) }, (_, at) => from + at);
    appendValues(series, indexes.map(shape.values), {
      steps: indexes.map((at) => shape.steps(at) - shift),
      wallTimes: indexes.map(shape.wallTimes),
    });
    if (restarts === 0 || random() < 0.5) continue;
    restarts--;
    const back = pick(9000) * 10;
    series.supersede(series.length * 10 - shift - back);
    shift += back;
  }
  return series;
}

describe('reduce, against a look at every point', () => {
  for (const [name, shape] of Object.entries(SHAPES)) {
    it(`is the same for a series ${name}`, () => {
      const series = build(shape);
      for (let round = 0; round < 25; round++) {
        const axis = (['step', 'relative', 'wall'] as const)[pick(3)] ?? 'step';
        const { lowestX: first, highestX: last } = reduce(series, { ...query('step'), axis }).survey;
        const at = (): number => first + (random() * 1.2 - 0.1) * (last - first);
        const [low = 0, high = 0] = [at(), at()].sort((a, b) => a - b);
        const narrow = random() < 0.3 ? low + (high - low) / 1000 : high;
        const asked: ReduceQuery = {
          axis,
          columns: [16, 100, 1000][pick(3)] ?? 16,
          from: random() < 0.3 ? undefined : low,
          to: random() < 0.3 ? undefined : narrow,
          smoothing: random() < 0.5 ? undefined : { kind: 'ema', parameter: 0.9 },
          superseded: random() < 0.5,
        };
        const { points, survey } = reduce(series, asked);
        const expected = scan(series, asked);
        const text = JSON.stringify(asked);
        assert.deepEqual([survey.kept, survey.keptInRange], [expected.kept, expected.keptInRange], text);
        assert.deepEqual(
          [...points.steps],
          expected.points.map(({ step }) => step),
          text,
        );
        assert.deepEqual(
          [...points.wallTimes],
          expected.points.map(({ wallTime }) => wallTime),
          text,
        );
        assert.deepEqual(
          [...points.values],
          expected.points.map(({ value }) => value),
          text,
        );
        if (asked.smoothing)
          assert.deepEqual(
            [...(points.smoothed ?? [])],
            expected.points.map(({ smoothed }) => smoothed),
            text,
          );
      }
    });
  }
});

function query(axis: ReduceQuery['axis']): ReduceQuery {
  return { axis, columns: 100, from: undefined, to: undefined, smoothing: undefined, superseded: false };
}
