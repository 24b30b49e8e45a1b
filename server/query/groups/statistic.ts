import { BootstrapBand } from './bootstrap-band.ts';
import type { StatisticQuery } from './band-query.ts';

/** Centre and band of some values. All NaN where there are none. */
export interface Statistic {
  centre: number;
  low: number;
  high: number;
  /** Of `std` and `sem` the distance of the ends from the centre, with all its digits; else NaN. */
  spread: number;
}

/** Computes the centre and the band of the first `count` values, all of them finite, into `result`. May reorder them. */
export type ComputeStatistic = (values: Float64Array, count: number, result: Statistic) => void;

/** Makes the function for a query: it decides once, not for every place. */
export function statisticFor({ centre, band, ddof }: StatisticQuery): ComputeStatistic {
  const centreOf = centre === 'mean' ? mean : median;
  const bandOf = bandFor(band, ddof, centreOf);
  return (values, count, result) => {
    result.centre = result.low = result.high = result.spread = NaN;
    if (count === 0) return;
    result.centre = centreOf(values, count);
    bandOf(values, count, result);
  };
}

function bandFor(
  band: StatisticQuery['band'],
  ddof: number,
  centreOf: (values: Float64Array, count: number) => number,
): ComputeStatistic {
  switch (band) {
    case 'std':
      return (values, count, result) => spread(result, std(values, count, ddof));
    case 'sem':
      return (values, count, result) => spread(result, std(values, count, ddof) / Math.sqrt(count));
    case 'minmax':
      return (values, count, result) => {
        sortFirst(values, count);
        result.low = values[0]!;
        result.high = values[count - 1]!;
      };
    case 'iqr':
      return (values, count, result) => {
        sortFirst(values, count);
        result.low = percentile(values, count, 0.25);
        result.high = percentile(values, count, 0.75);
      };
    case 'bootstrap': {
      const bootstrap = new BootstrapBand(centreOf);
      return (values, count, result) => bootstrap.compute(values, count, result);
    }
    case 'none':
      return () => {};
  }
}

function spread(result: Statistic, distance: number): void {
  result.spread = distance;
  result.low = result.centre - distance;
  result.high = result.centre + distance;
}

/** The arithmetic mean of the first `count` values. */
function mean(values: Float64Array, count: number): number {
  let sum = 0;
  for (let at = 0; at < count; at++) sum += values[at]!;
  return sum / count;
}

/** NumPy's `std`: in two passes, so that a large mean takes no digits. NaN where count ≤ ddof. */
function std(values: Float64Array, count: number, ddof: number): number {
  const centre = mean(values, count);
  let sum = 0;
  for (let at = 0; at < count; at++) sum += (values[at]! - centre) ** 2;
  return count > ddof ? Math.sqrt(sum / (count - ddof)) : NaN;
}

/** The middle value, or the mean of the two in the middle. Sorts. */
function median(values: Float64Array, count: number): number {
  sortFirst(values, count);
  return percentile(values, count, 0.5);
}

function sortFirst(values: Float64Array, count: number): void {
  values.subarray(0, count).sort();
}

/** NumPy's `percentile`, method "linear", of the first `count` values, which ascend; `fraction` of 1. */
export function percentile(sorted: Float64Array, count: number, fraction: number): number {
  const place = fraction * (count - 1);
  const below = Math.floor(place);
  const low = sorted[below]!;
  const high = sorted[Math.min(below + 1, count - 1)]!;
  return low + (high - low) * (place - below);
}
