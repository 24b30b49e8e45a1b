import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import { axisColumn, forEachStretch, originOf, type Axis, type Visibility } from './scalar-cursor.ts';
import { Smoother } from './smooth.ts';

/** What a chart shows of a series. */
export interface ReduceQuery extends Visibility {
  readonly axis: Axis;
  /** Width of the plot in pixels. */
  readonly columns: number;
  /** Visible range on the axis; undefined = to the end. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Weight of the average in [0, 1); 0 = no smoothing. */
  readonly smoothing: number;
}

/** Points of a series, as columns of equal length, in the order of the file. */
export interface ReducedPoints {
  readonly steps: Float64Array;
  /** Seconds since the epoch. */
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
  /** Undefined without smoothing. */
  readonly smoothed: Float64Array | undefined;
}

/** Points of a series for a chart, and what is known of all of it. */
export interface Reduction {
  readonly points: ReducedPoints;
  /** Visible points in the series, and in the range. */
  readonly kept: number;
  readonly keptInRange: number;
  readonly nanCount: number;
  readonly positiveInfinityCount: number;
  readonly negativeInfinityCount: number;
  /** Step of the first value that is not finite; undefined when all are. */
  readonly firstNonFiniteStep: number | undefined;
  /** Extent of the series on the axis; undefined when it is empty. */
  readonly extent: readonly [number, number] | undefined;
  /** Goes on smoothing where the series ends; undefined without smoothing. */
  readonly smoother: Smoother | undefined;
}

/** Points per pixel column: its first, its lowest, its highest and its last. */
const POINTS_PER_COLUMN = 4;

/**
 * Reduces a series to what a chart of so many pixels can show: of each pixel column the first, lowest, highest and last
 * point, and the first of each kind of value that is not finite. No extreme is lost, whatever the zoom. When at most
 * four points per column are in range, all of them. The nearest point outside each end of the range comes along, so
 * that lines go to the edge.
 */
export function reduce(series: ScalarSeries, query: ReduceQuery): Reduction {
  const survey = surveySeries(series, query);
  const smoother = query.smoothing > 0 ? new Smoother(query.smoothing) : undefined;
  const smoothed = smoother && smoothAll(series, query, survey.kept, smoother);
  const picks =
    survey.keptInRange <= query.columns * POINTS_PER_COLUMN
      ? pickRange(series, query)
      : pickColumns(series, query, survey);
  return { ...survey, points: gather(series, query, picks, smoothed), smoother };
}

type Survey = Omit<Reduction, 'points' | 'smoother'>;

/** One pass over everything: counts and extents. */
function surveySeries(series: ScalarSeries, query: ReduceQuery): Survey {
  const { low, high, shift } = bounds(series, query);
  const survey = {
    kept: 0,
    keptInRange: 0,
    nanCount: 0,
    positiveInfinityCount: 0,
    negativeInfinityCount: 0,
    firstNonFiniteStep: undefined as number | undefined,
  };
  let lowest = Infinity;
  let highest = -Infinity;
  forEachStretch(series, 0, query, (chunk, from, to) => {
    const xs = axisColumn(chunk, query.axis);
    const { values } = chunk;
    let inRange = 0;
    for (let at = from; at < to; at++) {
      const x = xs[at]!;
      if (x >= low && x <= high) inRange++;
      if (x < lowest) lowest = x;
      if (x > highest) highest = x;
      const value = values[at]!;
      if (value - value === 0) continue;
      survey.firstNonFiniteStep ??= chunk.steps[at]!;
      if (value > 0) survey.positiveInfinityCount++;
      else if (value < 0) survey.negativeInfinityCount++;
      else survey.nanCount++;
    }
    survey.kept += to - from;
    survey.keptInRange += inRange;
  });
  return {
    ...survey,
    extent: lowest <= highest ? [lowest - shift, highest - shift] : undefined,
  };
}

function smoothAll(series: ScalarSeries, query: ReduceQuery, kept: number, smoother: Smoother): Float64Array {
  const smoothed = new Float64Array(kept);
  let index = 0;
  forEachStretch(series, 0, query, ({ values }, from, to) => {
    for (let at = from; at < to; at++) smoothed[index++] = smoother.next(values[at]!);
  });
  return smoothed;
}

/** Indexes among the visible points: all in the range, and the nearest outside it. */
function pickRange(series: ScalarSeries, query: ReduceQuery): Uint32Array {
  const { low, high } = bounds(series, query);
  const picks: number[] = [];
  let index = 0;
  let wasInside = false;
  let lastPicked = -1;
  forEachStretch(series, 0, query, (chunk, from, to) => {
    const xs = axisColumn(chunk, query.axis);
    for (let at = from; at < to; at++, index++) {
      const isInside = xs[at]! >= low && xs[at]! <= high;
      if (isInside && !wasInside && index > 0 && lastPicked !== index - 1) picks.push(index - 1);
      if (isInside || wasInside) {
        picks.push(index);
        lastPicked = index;
      }
      wasInside = isInside;
    }
  });
  if (picks.length === 0 && index > 0) return bracket(series, query, low);
  return Uint32Array.from(picks);
}

/** No point is in the range: the two around it, so that the line through it is drawn. */
function bracket(series: ScalarSeries, query: ReduceQuery, low: number): Uint32Array {
  let index = 0;
  let before = -1;
  let after = -1;
  forEachStretch(series, 0, query, (chunk, from, to) => {
    const xs = axisColumn(chunk, query.axis);
    for (let at = from; at < to; at++, index++) {
      if (xs[at]! < low) before = index;
      else if (after < 0 && before >= 0) after = index;
    }
  });
  return Uint32Array.from([before, after].filter((pick) => pick >= 0).sort((a, b) => a - b));
}

/** Indexes among the visible points: per pixel column the points that show its extremes. */
function pickColumns(series: ScalarSeries, query: ReduceQuery, { extent }: Survey): Uint32Array {
  const { low, high, shift } = bounds(series, query);
  const [first, last] = extent ?? [0, 1];
  const start = Math.max(low, first + shift);
  const scale = query.columns / (Math.min(high, last + shift) - start || 1);
  const columns = new ColumnPicks();
  let index = 0;
  forEachStretch(series, 0, query, (chunk: ScalarChunk, from, to) => {
    const xs = axisColumn(chunk, query.axis);
    const { values } = chunk;
    for (let at = from; at < to; at++, index++) {
      const x = xs[at]!;
      // Everything left of the range is one column, everything right of it another: their nearest points come along.
      const column = x < low ? -1 : x > high ? query.columns + 1 : Math.floor((x - start) * scale);
      columns.add(column, index, values[at]!);
    }
  });
  return columns.finish();
}

/** Gathers the picks of one pixel column after the other. */
class ColumnPicks {
  #picks = new Uint32Array(1024);
  #count = 0;
  #column = NaN;
  #first = -1;
  #last = -1;
  #lowest = -1;
  #highest = -1;
  #low = Infinity;
  #high = -Infinity;
  readonly #nonFinite = [-1, -1, -1];

  add(column: number, index: number, value: number): void {
    if (column !== this.#column) {
      this.#flush();
      this.#column = column;
      this.#first = index;
      this.#low = Infinity;
      this.#high = -Infinity;
      this.#lowest = -1;
      this.#highest = -1;
      this.#nonFinite.fill(-1);
    }
    this.#last = index;
    if (value - value !== 0) {
      const kind = value > 0 ? 0 : value < 0 ? 1 : 2;
      if (this.#nonFinite[kind]! < 0) this.#nonFinite[kind] = index;
      return;
    }
    if (value < this.#low) {
      this.#low = value;
      this.#lowest = index;
    }
    if (value > this.#high) {
      this.#high = value;
      this.#highest = index;
    }
  }

  finish(): Uint32Array {
    this.#flush();
    return this.#picks.slice(0, this.#count);
  }

  #flush(): void {
    if (this.#first < 0) return;
    const picks = [this.#first, this.#lowest, this.#highest, ...this.#nonFinite, this.#last].sort(
      (a, b) => a - b,
    );
    if (this.#count + picks.length > this.#picks.length) {
      const larger = new Uint32Array(this.#picks.length * 2);
      larger.set(this.#picks);
      this.#picks = larger;
    }
    let previous = -1;
    for (const pick of picks) {
      if (pick > previous) this.#picks[this.#count++] = pick;
      previous = pick;
    }
  }
}

/** The columns of the picked points. */
function gather(
  series: ScalarSeries,
  query: ReduceQuery,
  picks: Uint32Array,
  smoothed: Float64Array | undefined,
): ReducedPoints {
  const steps = new Float64Array(picks.length);
  const wallTimes = new Float64Array(picks.length);
  const values = new Float64Array(picks.length);
  let pick = 0;
  let index = 0;
  forEachStretch(series, 0, query, (chunk, from, to) => {
    const end = index + to - from;
    for (; pick < picks.length && picks[pick]! < end; pick++) {
      const at = from + picks[pick]! - index;
      steps[pick] = chunk.steps[at]!;
      wallTimes[pick] = chunk.wallTimes[at]!;
      values[pick] = chunk.values[at]!;
    }
    index = end;
  });
  return { steps, wallTimes, values, smoothed: smoothed && Float64Array.from(picks, (at) => smoothed[at]!) };
}

/** The range in the numbers of the axis' column: wall times for the relative axis. */
function bounds(series: ScalarSeries, query: ReduceQuery): { low: number; high: number; shift: number } {
  const shift = query.axis === 'relative' ? originOf(series) : 0;
  return { low: (query.from ?? -Infinity) + shift, high: (query.to ?? Infinity) + shift, shift };
}
