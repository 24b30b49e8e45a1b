/** One histogram of a ridge chart, ready to be drawn. */
export interface RidgeRow {
  /** Where it stands in depth: a step, elapsed seconds, or a wall time in seconds. Ascending from row to row. */
  readonly depth: number;
  /** left, right, count of each bucket, one after the other; left ≤ right, both finite, ascending. */
  readonly buckets: Float64Array;
  /** Sum of all counts, those of buckets without finite edges included. */
  readonly total: number;
  /** Whether a bucket could not be kept, since an edge is not finite. */
  readonly isPartial: boolean;
}

/** Numbers that each bucket takes. */
export const BUCKET_SIZE = 3;

/**
 * Makes a row of buckets as they were written (left, right, count of each). Writers exist that put edges in falling
 * order or with infinite ends: edges are ordered, buckets sorted, and those without finite edges left out.
 */
export function buildRidgeRow(depth: number, written: Float64Array): RidgeRow {
  const count = Math.floor(written.length / BUCKET_SIZE);
  const buckets = new Float64Array(count * BUCKET_SIZE);
  let kept = 0;
  let total = 0;
  let isSorted = true;
  for (let k = 0; k < count; k++) {
    const a = written[k * BUCKET_SIZE]!;
    const b = written[k * BUCKET_SIZE + 1]!;
    const size = written[k * BUCKET_SIZE + 2]!;
    if (Number.isFinite(size)) total += size;
    if (!Number.isFinite(a) || !Number.isFinite(b)) continue;
    const at = kept * BUCKET_SIZE;
    buckets[at] = Math.min(a, b);
    buckets[at + 1] = Math.max(a, b);
    buckets[at + 2] = Number.isFinite(size) ? size : 0;
    if (kept > 0 && buckets[at]! < buckets[at - BUCKET_SIZE]!) isSorted = false;
    kept++;
  }
  const finite = buckets.subarray(0, kept * BUCKET_SIZE);
  return { depth, buckets: isSorted ? finite : sortBuckets(finite), total, isPartial: kept < count };
}

/** From the least to the largest edge of all buckets that hold something; undefined when there is none. */
export function computeValueRange(
  rows: readonly Pick<RidgeRow, 'buckets'>[],
): { from: number; to: number } | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const { buckets } of rows) {
    for (let at = 0; at < buckets.length; at += BUCKET_SIZE) {
      if (!(buckets[at + 2]! > 0)) continue;
      if (buckets[at]! < from) from = buckets[at]!;
      if (buckets[at + 1]! > to) to = buckets[at + 1]!;
    }
  }
  return from <= to ? { from, to } : undefined;
}

/**
 * The one value of each row, undefined for an empty one, when no row holds more than that: scalars that were logged as
 * histograms. Undefined when some row holds more, or none holds anything.
 */
export function findSingles(rows: readonly RidgeRow[]): (number | undefined)[] | undefined {
  const singles: (number | undefined)[] = [];
  let hasAny = false;
  for (const { buckets } of rows) {
    const range = computeValueRange([{ buckets }]);
    if (range && range.from !== range.to) return undefined;
    singles.push(range?.from);
    hasAny ||= range !== undefined;
  }
  return hasAny ? singles : undefined;
}

function sortBuckets(buckets: Float64Array): Float64Array {
  const starts = Array.from({ length: buckets.length / BUCKET_SIZE }, (_, k) => k * BUCKET_SIZE);
  starts.sort((a, b) => buckets[a]! - buckets[b]!);
  const sorted = new Float64Array(buckets.length);
  starts.forEach((start, k) => sorted.set(buckets.subarray(start, start + BUCKET_SIZE), k * BUCKET_SIZE));
  return sorted;
}
