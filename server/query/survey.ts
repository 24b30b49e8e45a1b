import type { ScalarChunk, ScalarSeries } from '../store/series-store.ts';
import { forEachRun, type AxisRange } from './axis-runs.ts';
import { axisAt, axisSummary, forEachStretch, type Axis, type Visibility } from './scalar-cursor.ts';

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
  /** Extent on the axis' own numbers, that is wall times for the relative axis; lowest > highest when it is empty. */
  readonly lowest: number;
  readonly highest: number;
}

type MutableSurvey = { -readonly [Key in keyof Survey]: Survey[Key] };

/** Counts and extents of a series, from the summaries of its chunks where they tell. */
export function surveySeries(
  series: ScalarSeries,
  visibility: Visibility,
  axis: Axis,
  range: AxisRange,
): Survey {
  const survey: MutableSurvey = {
    kept: 0,
    keptInRange: 0,
    nanCount: 0,
    positiveInfinityCount: 0,
    negativeInfinityCount: 0,
    firstNonFiniteStep: undefined,
    lowest: Infinity,
    highest: -Infinity,
  };
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    survey.kept += to - from;
    forEachRun(chunk, [from, to], axis, range, (start, end, isInside) => {
      if (isInside) survey.keptInRange += end - start;
    });
    if (!addSummary(survey, chunk, axis, to - from)) addPoints(survey, chunk, axis, [from, to]);
  });
  return survey;
}

/** Adds what a chunk's summary says; false when it does not say it of these `count` points. */
function addSummary(survey: MutableSurvey, chunk: ScalarChunk, axis: Axis, count: number): boolean {
  const { summary } = chunk;
  const extent = axisSummary(chunk, axis);
  if (!summary || count !== chunk.length || !extent || Number.isNaN(extent.lowest)) return false;
  survey.lowest = Math.min(survey.lowest, extent.lowest);
  survey.highest = Math.max(survey.highest, extent.highest);
  survey.nanCount += summary.nanCount;
  survey.positiveInfinityCount += summary.positiveInfinityCount;
  survey.negativeInfinityCount += summary.negativeInfinityCount;
  survey.firstNonFiniteStep ??= summary.firstNonFiniteStep;
  return true;
}

function addPoints(
  survey: MutableSurvey,
  chunk: ScalarChunk,
  axis: Axis,
  [from, to]: readonly [number, number],
): void {
  const points = chunk.points();
  const { values } = points;
  for (let at = from; at < to; at++) {
    const x = axisAt(points, axis, at);
    if (x < survey.lowest) survey.lowest = x;
    if (x > survey.highest) survey.highest = x;
    const value = values[at]!;
    if (value - value === 0) continue;
    survey.firstNonFiniteStep ??= points.stepAt(at);
    if (value > 0) survey.positiveInfinityCount++;
    else if (value < 0) survey.negativeInfinityCount++;
    else survey.nanCount++;
  }
}
