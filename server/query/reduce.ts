import type { ScalarSeries } from '../store/series-store.ts';
import { forEachPick } from './for-each-pick.ts';
import { pickAll, pickAround, pickColumns } from './pick-points.ts';
import { originOf, type Axis, type Visibility } from './scalar-cursor.ts';
import { smoothPicks } from './smooth-picks.ts';
import type { Smoother } from './smooth.ts';
import { surveySeries, type Survey } from './survey.ts';

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
export interface Reduction extends Omit<Survey, 'lowest' | 'highest'> {
  readonly points: ReducedPoints;
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
 *
 * What it costs depends on the columns, not on the points: chunks outside the range or within one column are answered
 * from their summaries. Only the first smoothing with a weight goes over everything.
 */
export function reduce(series: ScalarSeries, query: ReduceQuery): Reduction {
  const { axis, columns, from = -Infinity, to = Infinity, smoothing } = query;
  const shift = axis === 'relative' ? originOf(series) : 0;
  const range = { low: from + shift, high: to + shift };
  const { lowest, highest, ...counts } = surveySeries(series, query, axis, range);
  const shown = { low: Math.max(range.low, lowest), high: Math.min(range.high, highest) };
  let picks;
  if (counts.keptInRange === 0) picks = pickAround(series, query, axis, range.low);
  else if (counts.keptInRange <= columns * POINTS_PER_COLUMN) picks = pickAll(series, query, axis, shown);
  else picks = pickColumns(series, query, axis, shown, columns);
  const smooth = smoothing > 0 ? smoothPicks(series, query, smoothing, picks) : undefined;
  return {
    ...counts,
    extent: lowest <= highest ? [lowest - shift, highest - shift] : undefined,
    points: { ...gather(series, picks), smoothed: smooth?.smoothed },
    smoother: smooth?.smoother,
  };
}

/** The columns of the picked points. */
function gather(series: ScalarSeries, picks: Uint32Array): Omit<ReducedPoints, 'smoothed'> {
  const steps = new Float64Array(picks.length);
  const wallTimes = new Float64Array(picks.length);
  const values = new Float64Array(picks.length);
  forEachPick(series, picks, (points, at, pick) => {
    steps[pick] = points.stepAt(at);
    wallTimes[pick] = points.wallTimeAt(at);
    values[pick] = points.values[at]!;
  });
  return { steps, wallTimes, values };
}
