import type { runlight } from '../../../proto/generated/live.js';
import { columnBytes } from '../../live/columns.ts';
import type { SeriesAxis } from '../../query/axis.ts';
import type { ReducedPoints } from '../../query/reduce.ts';
import { areStepsRounded, firstStepOf, isFloat32, originOf } from '../../query/scalar-cursor.ts';
import type { RunningSmoother } from '../../query/smooth.ts';
import type { Survey } from '../../query/survey.ts';
import { takeFloats } from '../../query/take-columns.ts';
import type { ScalarSeries } from '../../store/series-store.ts';
import type { TopicRequest } from './topic-query.ts';

export type SeriesMessage = runlight.live.ScalarSeries.$Properties;

/** What a client has of a series. */
export interface SentSeries {
  readonly series: ScalarSeries;
  readonly generation: number;
  /** The series of x, and how much of it was looked at; undefined where another axis is shown, or there is none. */
  readonly x:
    { readonly series: ScalarSeries; readonly generation: number; readonly length: number } | undefined;
  /** What it was asked for by. */
  request: TopicRequest;
  /** Points of the series that were looked at. */
  length: number;
  /** Points appended since the last reduction. */
  appended: number;
  readonly axis: SeriesAxis;
  smoother: RunningSmoother | undefined;
  survey: Survey;
  /** Indexes in the series of the points that the client holds. */
  picks: Uint32Array;
  /** These are all points of the range. */
  readonly isWhole: boolean;
}

/** Points of a series, all of them or what is new, with what is known of the series. */
export function pointsMessage(
  run: number,
  reset: boolean,
  { series, survey, axis }: SentSeries,
  points: ReducedPoints,
): SeriesMessage {
  const isNarrow = isFloat32(series);
  const isEmpty = survey.lowestX > survey.highestX;
  const isWithoutFinite = survey.lowest > survey.highest;
  return {
    run,
    reset,
    kept: survey.kept,
    keptInRange: survey.keptInRange,
    steps: columnBytes(points.steps),
    wallTimes: columnBytes(points.wallTimes),
    values: valueBytes(points.values, isNarrow),
    valueIsFloat32: isNarrow,
    smoothed: valueBytes(points.smoothed, isNarrow),
    origin: originOf(series),
    nanCount: survey.nanCount,
    positiveInfinityCount: survey.positiveInfinityCount,
    negativeInfinityCount: survey.negativeInfinityCount,
    firstNonFiniteStep: survey.firstNonFiniteStep ?? 0,
    firstX: isEmpty ? 0 : survey.lowestX,
    lastX: isEmpty ? 0 : survey.highestX,
    stepsRounded: areStepsRounded(series),
    xs: axis.isComputed ? columnBytes(points.xs) : NO_BYTES,
    firstStep: firstStepOf(series),
    superseded: points.superseded ?? NO_BYTES,
    nonPositiveCount: survey.nonPositiveCount,
    nonPositiveXCount: survey.nonPositiveXCount,
    supersededCount: series.supersededCount,
    lowest: isWithoutFinite ? NaN : survey.lowest,
    highest: isWithoutFinite ? NaN : survey.highest,
  };
}

/** Other smoothed values of the points that the client holds; undefined = none. */
export function smoothedMessage(
  run: number,
  { series }: SentSeries,
  smoothed: Float64Array | undefined,
): SeriesMessage {
  const isNarrow = isFloat32(series);
  return { run, onlySmoothed: true, smoothed: valueBytes(smoothed, isNarrow), valueIsFloat32: isNarrow };
}

const NO_BYTES = new Uint8Array(0);

/** As precise as the values of the series are; smoothed ones of float32 are off by 6e-8 of themselves at most. */
function valueBytes(values: Float64Array | undefined, isNarrow: boolean): Uint8Array {
  if (!values) return NO_BYTES;
  if (!isNarrow) return columnBytes(values);
  const narrow = takeFloats(values.length);
  narrow.set(values);
  return columnBytes(narrow);
}
