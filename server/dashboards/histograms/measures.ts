import { AppError } from '../../base/errors.ts';
import { compressHistogram } from './compress-histogram.ts';
import type { Midpoints } from './midpoints.ts';
import { computeWasserstein } from './wasserstein.ts';

/**
 * What can be told of a histogram in one number. All but the count are estimates: only the buckets are known, so that
 * each value counts as the middle of its bucket (`mid`, with `weight`, see midpoints.ts). NaN for an empty histogram.
 *
 * - `count`: `weight.sum()`
 * - `zeros`: share of the buckets that 0 falls into: at most as many values were 0
 * - `min`, `max`: `b[:, 0].min()`, `b[:, 1].max()`
 * - `mean`: `np.average(mid, weights=weight)`
 * - `std`: `np.sqrt(np.average((mid - mean) ** 2, weights=weight))`
 * - `drift`: `scipy.stats.wasserstein_distance` to another histogram; NaN where there is none
 * - `p0` … `p100`, as in `p6.68`: percentiles by TensorBoard's rule (compress-histogram.ts), straight lines in buckets
 */
export const MEASURE_NAMES = ['count', 'zeros', 'min', 'max', 'mean', 'std', 'drift'] as const;

const MAX_MEASURES = 40;
const PERCENTILE = /^p(\d{1,3}(?:\.\d{1,4})?)$/;

/** A histogram and what its measures need. */
export interface Measured {
  /** Rows of left, right, count, as they were written. */
  readonly buckets: Float64Array;
  readonly midpoints: Midpoints;
  /** What drift is measured against; undefined when there is nothing. */
  readonly other: Midpoints | undefined;
}

/** Some measures, in the order in which they were asked for. */
export interface Measures {
  readonly names: readonly string[];
  /** Whether `Measured.other` is used. */
  readonly needOther: boolean;
  /** One number for each name. */
  compute(measured: Measured): number[];
}

/** @throws AppError REQUEST_INVALID for a name that is no measure */
export function parseMeasures(names: readonly string[]): Measures {
  if (names.length > MAX_MEASURES) throw invalid(`at most ${MAX_MEASURES} measures at once`);
  const percents = new Set<number>();
  for (const name of names) {
    if (MEASURE_NAMES.some((known) => known === name)) continue;
    const percent = Number(PERCENTILE.exec(name)?.[1] ?? NaN);
    if (!(percent <= 100))
      throw invalid(
        `measure=${name}: one of ${MEASURE_NAMES.join(', ')}, or a percentile as in p50 or p6.68`,
      );
    percents.add(percent);
  }
  const basisPoints = [...percents].sort((a, b) => a - b).map(toBasisPoint);
  return {
    names,
    needOther: names.includes('drift'),
    compute: (measured) => {
      const numbers = describe(measured);
      for (const { basisPoint, value } of basisPoints.length > 0
        ? compressHistogram(measured.buckets, basisPoints)
        : [])
        numbers.set(basisPoint, value);
      return names.map(
        (name) => numbers.get(name) ?? numbers.get(toBasisPoint(Number(name.slice(1)))) ?? NaN,
      );
    },
  };
}

/** Whole where it can be: 6.68 % is 668, whatever the product of floats says. */
function toBasisPoint(percent: number): number {
  return Number((percent * 100).toFixed(6));
}

function describe({ midpoints, other }: Measured): Map<string | number, number> {
  const { values, weights, total, lowest, highest, zeros } = midpoints;
  let sum = 0;
  for (let at = 0; at < values.length; at++) sum += values[at]! * weights[at]!;
  const mean = sum / total;
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += (values[at]! - mean) ** 2 * weights[at]!;
  return new Map<string | number, number>([
    ['count', total],
    ['zeros', zeros / total],
    ['min', lowest],
    ['max', highest],
    ['mean', mean],
    ['std', Math.sqrt(squares / total)],
    ['drift', other ? computeWasserstein(midpoints, other) : NaN],
  ]);
}

function invalid(message: string): AppError {
  return new AppError('REQUEST_INVALID', message);
}
