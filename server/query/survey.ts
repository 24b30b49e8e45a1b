import type { ChunkPoints, ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import { forEachRun, type AxisRange } from './axis-runs.ts';
import type { SeriesAxis } from './axis.ts';
import { forEachStretch, type Visibility } from './scalar-cursor.ts';

/** What is known of all visible points of a series. */
export interface Survey {
  /** Visible points in the series, and in the range. */
  readonly kept: number;
  readonly keptInRange: number;
  readonly nanCount: number;
  readonly positiveInfinityCount: number;
  readonly negativeInfinityCount: number;
  /** Step of the first value that is not finite; undefined when all are. */
  readonly firstNonFiniteStep: number | undefined;
  /** Points that have no place on a logarithmic axis. */
  readonly nonPositiveXCount: number;
  /** Extent on the axis; lowest > highest when it is empty. */
  readonly lowestX: number;
  readonly highestX: number;
  /** Extent of the finite values in the range; lowest > highest when there is none. */
  readonly lowest: number;
  readonly highest: number;
  /** Values in the range that are 0 or less, -∞ among them. */
  readonly nonPositiveCount: number;
}

/** Counts while points are added to them. */
export type MutableSurvey = { -readonly [Key in keyof Survey]: Survey[Key] };

/** The survey of no points. */
const NO_POINTS: Survey = {
  kept: 0,
  keptInRange: 0,
  nanCount: 0,
  positiveInfinityCount: 0,
  negativeInfinityCount: 0,
  firstNonFiniteStep: undefined,
  nonPositiveXCount: 0,
  lowestX: Infinity,
  highestX: -Infinity,
  lowest: Infinity,
  highest: -Infinity,
  nonPositiveCount: 0,
};

/** Counts and extents of a series, from the summaries of its chunks where they tell. */
export function surveySeries(
  series: ScalarSeries,
  visibility: Visibility,
  axis: SeriesAxis,
  range: AxisRange,
  logX: boolean,
): Survey {
  const survey = { ...NO_POINTS };
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    survey.kept += to - from;
    forEachRun(chunk, [from, to], axis, range, (start, end, isInside) => {
      if (isInside) addInRange(survey, chunk, start, end);
    });
    addExtent(survey, chunk, axis, [from, to], logX);
    addNonFinite(survey, chunk, from, to);
  });
  return survey;
}

/** Extent of a series' visible points on an axis; low > high when it is empty. */
export function axisExtent(series: ScalarSeries, visibility: Visibility, axis: SeriesAxis): AxisRange {
  const survey = { ...NO_POINTS };
  forEachStretch(series, 0, visibility, (chunk, from, to) =>
    addExtent(survey, chunk, axis, [from, to], false),
  );
  return { low: survey.lowestX, high: survey.highestX };
}

/** Adds what a point's x says about the series as a whole. */
export function addPlace(survey: MutableSurvey, x: number, logX: boolean): void {
  if (logX && x <= 0) {
    survey.nonPositiveXCount++;
    return;
  }
  if (x < survey.lowestX) survey.lowestX = x;
  if (x > survey.highestX) survey.highestX = x;
}

/** Adds the value of a point, which is not finite. */
export function addNonFiniteValue(survey: MutableSurvey, points: ChunkPoints, at: number): void {
  const value = points.values[at]!;
  survey.firstNonFiniteStep ??= points.stepAt(at);
  if (value > 0) survey.positiveInfinityCount++;
  else if (value < 0) survey.negativeInfinityCount++;
  else survey.nanCount++;
}

/** Adds a value that is in the range. */
export function addValueInRange(survey: MutableSurvey, value: number): void {
  survey.keptInRange++;
  if (value <= 0) survey.nonPositiveCount++;
  if (value - value !== 0) return;
  if (value < survey.lowest) survey.lowest = value;
  if (value > survey.highest) survey.highest = value;
}

function addInRange(survey: MutableSurvey, chunk: ScalarChunk, from: number, to: number): void {
  const { summary } = chunk;
  if (summary && to - from === chunk.length) {
    survey.keptInRange += to - from;
    survey.lowest = Math.min(survey.lowest, summary.lowest);
    survey.highest = Math.max(survey.highest, summary.highest);
    survey.nonPositiveCount += summary.nonPositiveCount;
    return;
  }
  const { values } = chunk.points();
  let { lowest, highest, nonPositiveCount } = survey;
  for (let at = from; at < to; at++) {
    const value = values[at]!;
    if (value <= 0) nonPositiveCount++;
    if (value - value !== 0) continue;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  survey.keptInRange += to - from;
  survey.lowest = lowest;
  survey.highest = highest;
  survey.nonPositiveCount = nonPositiveCount;
}

function addExtent(
  survey: MutableSurvey,
  chunk: ScalarChunk,
  axis: SeriesAxis,
  [from, to]: readonly [number, number],
  logX: boolean,
): void {
  const extent = axis.extentOf(chunk);
  const isKnown = extent && to - from === chunk.length && !Number.isNaN(extent.lowest);
  if (isKnown && !(logX && extent.lowest <= 0)) {
    survey.lowestX = Math.min(survey.lowestX, extent.lowest);
    survey.highestX = Math.max(survey.highestX, extent.highest);
    return;
  }
  const placeOf = axis.placesOf(chunk);
  for (let at = from; at < to; at++) addPlace(survey, placeOf(at), logX);
}

function addNonFinite(survey: MutableSurvey, chunk: ScalarChunk, from: number, to: number): void {
  const { summary } = chunk;
  if (summary && (to - from === chunk.length || summary.firstNonFinite < 0)) {
    survey.nanCount += summary.nanCount;
    survey.positiveInfinityCount += summary.positiveInfinityCount;
    survey.negativeInfinityCount += summary.negativeInfinityCount;
    survey.firstNonFiniteStep ??= summary.firstNonFiniteStep;
    return;
  }
  const points = chunk.points();
  const { values } = points;
  for (let at = from; at < to; at++) {
    const value = values[at]!;
    if (value - value !== 0) addNonFiniteValue(survey, points, at);
  }
}
