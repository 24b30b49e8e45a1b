import type { ScalarSeries } from '../../store/series-store.ts';
import { openAxis } from '../axis.ts';
import { reduce, type ReduceQuery } from '../reduce.ts';
import { forEachStretch } from '../scalar-cursor.ts';
import { sortByX, type RunColumns } from './aligned-run.ts';

/** A run's points on an axis, and what is known of the whole series. */
export interface RunRead {
  readonly columns: RunColumns;
  /** Extent on the axis; Infinity and -Infinity when no point is on it. */
  readonly firstX: number;
  readonly lastX: number;
  /** Points whose value is not finite. */
  readonly nonFiniteCount: number;
}

/** Reads a run as `reduce` does. The usual case, all points as they are, is a copy of columns: four times faster. */
export function readRun(series: ScalarSeries, query: ReduceQuery): RunRead {
  const { from, to, columns, smoothing, logX } = query;
  const isWhole = from === undefined && to === undefined && columns === Infinity && !smoothing && !logX;
  return isWhole ? readWhole(series, query) : readReduced(series, query);
}

function readReduced(series: ScalarSeries, query: ReduceQuery): RunRead {
  const { points, survey } = reduce(series, query);
  const { lowestX, highestX, nanCount, positiveInfinityCount, negativeInfinityCount } = survey;
  return {
    columns: sortByX(points.xs, points.smoothed ?? points.values),
    firstX: lowestX,
    lastX: highestX,
    nonFiniteCount: nanCount + positiveInfinityCount + negativeInfinityCount,
  };
}

function readWhole(series: ScalarSeries, query: ReduceQuery): RunRead {
  const axis = openAxis(series, query);
  const xs = new Float64Array(series.length);
  const values = new Float64Array(series.length);
  let length = 0;
  let nonFiniteCount = 0;
  forEachStretch(series, 0, query, (chunk, from, to) => {
    const placeOf = axis.placesOf(chunk);
    const column = chunk.points().values;
    for (let at = from; at < to; at++, length++) {
      const value = column[at]!;
      xs[length] = placeOf(at);
      values[length] = value;
      if (value - value !== 0) nonFiniteCount++;
    }
  });
  const columns = sortByX(xs.subarray(0, length), values.subarray(0, length));
  return {
    columns,
    firstX: columns.xs[0] ?? Infinity,
    lastX: columns.xs.at(-1) ?? -Infinity,
    nonFiniteCount,
  };
}
