import type { ScalarChunk } from '../store/series-store.ts';
import type { SeriesAxis } from './axis.ts';

/** A range on an axis, both ends in it. */
export interface AxisRange {
  readonly low: number;
  readonly high: number;
}

/**
 * Splits the points [from, to) of a chunk, in their order, into runs that are all inside a range or all outside it.
 * Where the chunk's summary tells, no point is looked at. A point that is nowhere on the axis (NaN) is outside.
 */
export function forEachRun(
  chunk: ScalarChunk,
  [from, to]: readonly [number, number],
  axis: SeriesAxis,
  { low, high }: AxisRange,
  visit: (from: number, to: number, isInside: boolean) => void,
): void {
  const extent = axis.extentOf(chunk);
  if (extent && (extent.highest < low || extent.lowest > high)) return visit(from, to, false);
  if (extent && extent.lowest >= low && extent.highest <= high) return visit(from, to, true);
  const placeOf = axis.placesOf(chunk);
  if (extent?.isAscending) {
    const first = searchAscending(from, to, (at) => placeOf(at) >= low);
    const end = searchAscending(first, to, (at) => placeOf(at) > high);
    if (first > from) visit(from, first, false);
    if (end > first) visit(first, end, true);
    if (to > end) visit(end, to, false);
    return;
  }
  let start = from;
  let wasInside = false;
  for (let at = from; at < to; at++) {
    const x = placeOf(at);
    const isInside = x >= low && x <= high;
    if (isInside !== wasInside && at > start) {
      visit(start, at, wasInside);
      start = at;
    }
    wasInside = isInside;
  }
  visit(start, to, wasInside);
}

/** `searchAscending` for an index that is not far from the start: what it costs depends on how far. */
export function searchNear(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from;
  let probe = from;
  for (let stride = 1; probe < to && !holds(probe); stride *= 2) {
    low = probe + 1;
    probe += stride;
  }
  return searchAscending(low, Math.min(probe, to), holds);
}

/** First index in [from, to) for which a condition holds that holds for all after it; `to` when there is none. */
function searchAscending(from: number, to: number, holds: (index: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
