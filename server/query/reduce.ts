import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import type { AxisRange } from './axis-runs.ts';
import { openAxis, type AxisQuery, type SeriesAxis } from './axis.ts';
import { forEachPick } from './for-each-pick.ts';
import { pickAll, pickAround, pickColumns } from './pick-points.ts';
import { pickScattered } from './scattered-picks.ts';
import { isSuperseded } from './scalar-cursor.ts';
import { smoothPicks } from './smooth-picks.ts';
import type { RunningSmoother } from './smooth.ts';
import type { Smoothing } from './smoothing.ts';
import { surveySeries, type Survey } from './survey.ts';
import { takeDoubles } from './take-columns.ts';

/** What a chart shows of a series. */
export interface ReduceQuery extends AxisQuery {
  /** Width of the plot in pixels; Infinity = all points of the range. */
  readonly columns: number;
  /** Visible range on the axis; undefined = to the end. */
  readonly from: number | undefined;
  readonly to: number | undefined;
  /** Undefined = none. */
  readonly smoothing: Smoothing | undefined;
}

/** Points of a series, as columns of equal length, in the order of the file. */
export interface ReducedPoints {
  readonly steps: Float64Array;
  /** Seconds since the epoch. */
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
  /** Where the points are on the axis. */
  readonly xs: Float64Array;
  /** 1 where a restart superseded the point; undefined when it did so for none of these. */
  readonly superseded: Uint8Array | undefined;
  /** Undefined without smoothing. */
  readonly smoothed: Float64Array | undefined;
}

/** Points of a series for a chart, and what is known of all of it. */
export interface Reduction {
  readonly survey: Survey;
  readonly points: ReducedPoints;
  /** Their indexes in the series, ascending. */
  readonly picks: Uint32Array;
  readonly axis: SeriesAxis;
  /** Goes on smoothing where the series ends; undefined where nothing is smoothed, or later points have a say. */
  readonly smoother: RunningSmoother | undefined;
}

/** Points per pixel column: its first, its lowest, its highest and its last. */
export const POINTS_PER_COLUMN = 4;

/**
 * Reduces a series to what a chart of so many pixels can show: of each pixel column the first, lowest, highest and last
 * point, and the first of each kind of value that is not finite. No extreme is lost, whatever the zoom. When at most
 * four points per column are in range, all of them. The nearest point outside each end of the range comes along, so
 * that lines go to the edge.
 *
 * What it costs depends on the columns, not on the points: chunks outside the range or within one column are answered
 * from their summaries. Only the first average of a kind goes over everything, and so do axes that are computed.
 */
export function reduce(series: ScalarSeries, query: ReduceQuery): Reduction {
  const { from = -Infinity, to = Infinity, smoothing, logX = false } = query;
  const axis = openAxis(series, query);
  const range = { low: logX ? Math.max(from, Number.MIN_VALUE) : from, high: to };
  const survey = surveySeries(series, query, axis, range, logX);
  const picks = choosePicks(series, query, axis, range, survey);
  const smooth = smoothing && smoothPicks(series, smoothing, picks);
  return {
    survey,
    axis,
    picks,
    points: { ...gather(series, axis, picks), smoothed: smooth?.smoothed },
    smoother: smooth?.smoother,
  };
}

function choosePicks(
  series: ScalarSeries,
  query: ReduceQuery,
  axis: SeriesAxis,
  range: AxisRange,
  { keptInRange, lowestX, highestX }: Survey,
): Uint32Array {
  const { columns, logX = false } = query;
  const shown = { low: Math.max(range.low, lowestX), high: Math.min(range.high, highestX) };
  const isAll = keptInRange <= columns * POINTS_PER_COLUMN;
  let picks;
  if (keptInRange === 0) picks = pickAround(series, query, axis, range.low);
  else if (isAll) picks = pickAll(series, query, axis, shown);
  else if (axis.isScattered)
    picks = pickScattered(series, query, axis, shown, columnsOf(shown, columns, logX));
  else picks = pickColumns(series, query, axis, shown, columnsOf(shown, columns, logX));
  return logX || axis.isScattered ? keepPlaced(series, axis, picks, logX) : picks;
}

/** Numbers the equal parts of a range, from 0; on a logarithmic axis those of equal ratio. */
function columnsOf({ low, high }: AxisRange, columns: number, logX: boolean): (x: number) => number {
  if (!logX) {
    const scale = columns / (high - low || 1);
    return (x) => Math.floor((x - low) * scale);
  }
  const first = Math.log10(low);
  const scale = columns / (Math.log10(high) - first || 1);
  return (x) => Math.floor((Math.log10(x) - first) * scale);
}

/** Leaves out neighbours of the range that are nowhere on the axis. */
function keepPlaced(series: ScalarSeries, axis: SeriesAxis, picks: Uint32Array, logX: boolean): Uint32Array {
  const { xs } = gather(series, axis, picks);
  return picks.filter((_, pick) => (logX ? xs[pick]! > 0 : !Number.isNaN(xs[pick]!)));
}

/** The columns of the picked points. */
function gather(series: ScalarSeries, axis: SeriesAxis, picks: Uint32Array): Omit<ReducedPoints, 'smoothed'> {
  const { length } = picks;
  const steps = takeDoubles(length);
  const wallTimes = takeDoubles(length);
  const values = takeDoubles(length);
  const xs = axis.column ? undefined : takeDoubles(length);
  let superseded: Uint8Array | undefined;
  let placeOf: (at: number) => number = () => NaN;
  let placed: ScalarChunk | undefined;
  forEachPick(series, picks, (points, at, pick, chunk) => {
    if (xs && placed !== chunk) placeOf = axis.placesOf((placed = chunk));
    steps[pick] = points.stepAt(at);
    wallTimes[pick] = points.wallTimeAt(at);
    values[pick] = points.values[at]!;
    if (xs) xs[pick] = placeOf(at);
    if (isSuperseded(chunk, at)) (superseded ??= new Uint8Array(length))[pick] = 1;
  });
  const columns = { steps, wallTimes, values };
  return { ...columns, xs: xs ?? columns[axis.column ?? 'steps'], superseded };
}
