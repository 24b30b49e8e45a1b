import { AppError } from '../../base/errors.ts';
import type { ScalarSeries } from '../../store/series-store.ts';
import type { ReduceQuery } from '../reduce.ts';
import { reachOf } from '../smoothing.ts';
import type { Alignment, StatisticQuery } from './band-query.ts';
import { computeRows, pickRows, type BandRows } from './band-rows.ts';
import { columnsOf, pickBandRows, thinXs } from './pick-columns.ts';
import { readRun, type RunRead } from './read-run.ts';
import { unionXs } from './union-xs.ts';

/** One tag over a group of runs: each is placed on the axis, and smoothed, by itself. */
export interface BandQuery extends Omit<ReduceQuery, 'xSeries'>, StatisticQuery {
  readonly align: Alignment;
}

/** A run's series of the tag, and, on the axis "tag", the one whose values are x. */
export interface GroupMember {
  readonly series: ScalarSeries;
  readonly xSeries: ScalarSeries | undefined;
}

/** A group as one line with a band. */
export interface GroupBand {
  readonly rows: BandRows;
  /** Different x in the range; `rows` may have fewer, and has the nearest outside each end of the range too. */
  readonly keptInRange: number;
  /** Extent of all runs on the axis; Infinity and -Infinity when they have no point. */
  readonly firstX: number;
  readonly lastX: number;
  /** Lowest and highest end of the band, without one of the centre, in the range; NaN when there is none. */
  readonly lowest: number;
  readonly highest: number;
  /** Points in all runs, in and out of the range, whose value is not finite. */
  readonly nonFiniteCount: number;
  /** There was too much to look at for a plot: see `groupBand`. */
  readonly isApproximate: boolean;
}

/** Points of all runs that are read one by one for a plot, and at most for anything. */
const PLOT_POINTS = 4_000_000;
const MAX_POINTS = 20_000_000;
/** The same of values that are aligned. */
const PLOT_VALUES = 40_000_000;
const MAX_VALUES = 400_000_000;

/**
 * The centre and the band of a group at every x at which one of its runs has a point; where those are more than a plot of
 * `columns` shows, the ones that it shows. Yields now and then, so that others have their turn.
 *
 * Two bounds keep a plot of very much data quick; then the band is called approximate. Of more than PLOT_POINTS points each run
 * is first reduced to the plot's columns, extremes and all. Of more than PLOT_VALUES aligned values only the first and last x
 * of each column are looked at: what is shown there is exact.
 *
 * @throws AppError REQUEST_INVALID for more than MAX_POINTS or MAX_VALUES without `columns`
 */
export function* groupBand(members: readonly GroupMember[], query: BandQuery): Generator<void, GroupBand> {
  const { columns, logX = false, from = -Infinity, to = Infinity, align } = query;
  const isPlot = columns < Infinity;
  const pointCount = members.reduce((sum, { series }) => sum + series.length, 0);
  if (!isPlot && pointCount > MAX_POINTS) throw tooMuch(`${pointCount} points, and at most ${MAX_POINTS}`);
  const isReduced = isPlot && pointCount > PLOT_POINTS;
  const window = query.smoothing ? 2 * reachOf(query.smoothing) + 1 : 0;
  const smoothedCount = isReduced ? columns * members.length : pointCount;
  if (smoothedCount * window > MAX_VALUES)
    throw tooMuch(`${smoothedCount} points to smooth, and windows of ${window} of so many`);
  const reads: RunRead[] = [];
  for (const { series, xSeries } of members) {
    reads.push(readRun(series, { ...query, xSeries, columns: isReduced ? columns : Infinity }));
    yield;
  }
  // Of a run that is reduced the points are missing that `exact` asks for.
  const alignment = isReduced && align === 'exact' ? 'last' : align;
  const runs = reads.map((read) => read.columns);
  let xs = withNeighbours(unionXs(runs.map((run) => run.xs)), from, to);
  const keptInRange = countWithin(xs, from, to);
  const valueCount = xs.length * runs.length;
  if (!isPlot && valueCount > MAX_VALUES) throw tooMuch(`${valueCount} values, and at most ${MAX_VALUES}`);
  const columnOf = columnsOf(xs, columns, logX);
  const isThinned = isPlot && valueCount > PLOT_VALUES;
  if (isThinned) xs = thinXs(xs, columnOf);
  const isPicked = isPlot && xs.length > columns * 2;
  // Resampling is a thousand times dearer than the rest: only for what is shown.
  const isLate = isPicked && query.band === 'bootstrap';
  let rows = yield* computeRows(runs, xs, alignment, isLate ? { ...query, band: 'minmax' } : query);
  if (isPicked) rows = pickRows(rows, pickBandRows(rows, columnOf));
  if (isLate) rows = yield* computeRows(runs, rows.xs, alignment, query);
  return {
    rows,
    keptInRange,
    ...extremesWithin(rows, from, to),
    firstX: Math.min(Infinity, ...reads.map((read) => read.firstX)),
    lastX: Math.max(-Infinity, ...reads.map((read) => read.lastX)),
    nonFiniteCount: reads.reduce((sum, read) => sum + read.nonFiniteCount, 0),
    isApproximate: isReduced || isThinned,
  };
}

function tooMuch(what: string): AppError {
  return new AppError(
    'REQUEST_INVALID',
    `A group has ${what} are taken together: give columns, or fewer runs.`,
  );
}

/** The places in a range, and the nearest outside each of its ends. */
function withNeighbours(xs: Float64Array, from: number, to: number): Float64Array {
  let first = 0;
  while (first + 1 < xs.length && xs[first + 1]! < from) first++;
  let end = xs.length;
  while (end - 2 >= 0 && xs[end - 2]! > to) end--;
  return xs.subarray(first, Math.max(first, end));
}

function countWithin(xs: Float64Array, from: number, to: number): number {
  let count = 0;
  for (const x of xs) if (x >= from && x <= to) count++;
  return count;
}

function extremesWithin(
  { xs, centres, lows, highs }: BandRows,
  from: number,
  to: number,
): { lowest: number; highest: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  for (let row = 0; row < xs.length; row++) {
    if (!(xs[row]! >= from && xs[row]! <= to)) continue;
    for (const value of [centres[row]!, lows[row]!, highs[row]!]) {
      if (value < lowest) lowest = value;
      if (value > highest) highest = value;
    }
  }
  return lowest <= highest ? { lowest, highest } : { lowest: NaN, highest: NaN };
}
