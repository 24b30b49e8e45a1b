import type { ScalarSeries } from '../store/series-store.ts';
import { forEachStretch, type Visibility } from './scalar-cursor.ts';
import { selectNth } from './select-nth.ts';

/** Where a series pauses, and how much of that time is left out. */
export interface Pauses {
  /** Seconds left out up to a point, by its index in the series. */
  skippedBefore(index: number): number;
}

/**
 * Finds the gaps in wall time that are longer than `factor` median intervals; of each, all but one median interval is
 * left out. Intervals are those between visible points next to each other, as long as time goes on between them.
 */
export function findPauses(series: ScalarSeries, visibility: Visibility, factor: number): Pauses {
  const median = medianInterval(series, visibility);
  const indexes: number[] = [];
  const skipped: number[] = [];
  let total = 0;
  forEachInterval(series, visibility, (interval, index) => {
    if (!(interval > factor * median) || interval === Infinity) return;
    total += interval - median;
    indexes.push(index);
    skipped.push(total);
  });
  return {
    skippedBefore: (index) => {
      let low = 0;
      let high = indexes.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (indexes[middle]! > index) high = middle;
        else low = middle + 1;
      }
      return skipped[low - 1] ?? 0;
    },
  };
}

/** NaN when time never goes on. */
function medianInterval(series: ScalarSeries, visibility: Visibility): number {
  const intervals = new Float64Array(series.length);
  let count = 0;
  forEachInterval(series, visibility, (interval) => {
    intervals[count++] = interval;
  });
  return count === 0 ? NaN : selectNth(intervals, count, count >>> 1);
}

/** Visits the positive intervals, with the index in the series of the point that ends each. */
function forEachInterval(
  series: ScalarSeries,
  visibility: Visibility,
  visit: (interval: number, index: number) => void,
): void {
  let previous = NaN;
  forEachStretch(series, 0, visibility, (chunk, from, to) => {
    const points = chunk.points();
    for (let at = from; at < to; at++) {
      const wallTime = points.wallTimeAt(at);
      if (wallTime > previous) visit(wallTime - previous, chunk.start + at);
      previous = wallTime;
    }
  });
}
