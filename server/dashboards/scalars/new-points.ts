import type { SeriesAxis } from '../../query/axis.ts';
import type { ReducedPoints } from '../../query/reduce.ts';
import { forEachStretch, isSuperseded } from '../../query/scalar-cursor.ts';
import type { RunningSmoother } from '../../query/smooth.ts';
import { addNonFiniteValue, addPlace, addValueInRange, type Survey } from '../../query/survey.ts';
import type { ScalarSeries } from '../../store/series-store.ts';
import type { ScalarsTopicQuery } from './topic-query.ts';

/** What is known of a series up to some point. */
interface Known {
  readonly survey: Survey;
  readonly axis: SeriesAxis;
  readonly smoother: RunningSmoother | undefined;
}

/**
 * The visible points in range from an index in the series on, with their indexes, and the survey with all that are new. Moves
 * the smoother on.
 */
export function readNewPoints(
  series: ScalarSeries,
  firstIndex: number,
  query: ScalarsTopicQuery,
  known: Known,
): { survey: Survey; points: ReducedPoints; picks: number[] } {
  const { axis, smoother } = known;
  const { from: low = -Infinity, to: high = Infinity, logX } = query;
  const survey = { ...known.survey };
  const picks: number[] = [];
  const steps: number[] = [];
  const wallTimes: number[] = [];
  const values: number[] = [];
  const xs: number[] = [];
  const smoothed: number[] = [];
  const superseded: number[] = [];
  forEachStretch(series, firstIndex, query, (chunk, from, to) => {
    const points = chunk.points();
    const placeOf = axis.placesOf(chunk);
    for (let at = from; at < to; at++) {
      const x = placeOf(at);
      const value = points.values[at]!;
      const wallTime = points.wallTimeAt(at);
      const isOld = isSuperseded(chunk, at);
      const average = isOld ? smoother && value : smoother?.next(value, wallTime);
      survey.kept++;
      addPlace(survey, x, logX);
      if (value - value !== 0) addNonFiniteValue(survey, points, at);
      if (!(x >= low && x <= high) || (logX && x <= 0)) continue;
      addValueInRange(survey, value);
      picks.push(chunk.start + at);
      steps.push(points.stepAt(at));
      wallTimes.push(wallTime);
      values.push(value);
      xs.push(x);
      superseded.push(isOld ? 1 : 0);
      if (average !== undefined) smoothed.push(average);
    }
  });
  const points = {
    steps: Float64Array.from(steps),
    wallTimes: Float64Array.from(wallTimes),
    values: Float64Array.from(values),
    xs: Float64Array.from(xs),
    superseded: superseded.includes(1) ? Uint8Array.from(superseded) : undefined,
    smoothed: smoother && Float64Array.from(smoothed),
  };
  return { survey, points, picks };
}
