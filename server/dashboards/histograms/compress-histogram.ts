import { NUMBERS_PER_BUCKET } from './decode-histogram.ts';

/** The normal distribution's function at -∞, -1.5, -1, -0.5, 0, 0.5, 1, 1.5 and ∞ standard deviations, in 1/100 %. */
export const BASIS_POINTS = [0, 668, 1587, 3085, 5000, 6915, 8413, 9332, 10_000] as const;

/** A value below which so many 1/100 % of a histogram's samples lie. */
export interface CompressedValue {
  readonly basisPoint: number;
  readonly value: number;
}

/**
 * Compresses a histogram (rows of left, right, count) to its values at basis points in ascending order, by TensorBoard's
 * rule: a straight line within the bucket in which the running share of samples passes the basis point, the outermost
 * edges at both ends, 0 for a histogram without buckets.
 */
export function compressHistogram(
  buckets: Float64Array,
  basisPoints: readonly number[] = BASIS_POINTS,
): CompressedValue[] {
  const count = buckets.length / NUMBERS_PER_BUCKET;
  if (count === 0) return basisPoints.map((basisPoint) => ({ basisPoint, value: 0 }));
  const left = (index: number): number => buckets[index * NUMBERS_PER_BUCKET] ?? 0;
  const right = (index: number): number => buckets[index * NUMBERS_PER_BUCKET + 1] ?? 0;
  const shares = runningShares(buckets, count);
  const lowest = left(0);
  const highest = right(count - 1);
  let index = 0;
  return basisPoints.map((basisPoint) => {
    while (index < count && !((shares[index] ?? 0) > basisPoint)) index++;
    const before = index === 0 ? 0 : (shares[index - 1] ?? 0);
    const share = shares[index];
    if (share === undefined) return { basisPoint, value: highest };
    const low = before === 0 ? lowest : Math.max(right(index - 1), lowest);
    const high = Math.min(right(index), highest);
    return { basisPoint, value: low + ((basisPoint - before) * (high - low)) / (share - before) };
  });
}

/** How many 1/100 % of all samples lie in each bucket and those before it; added up in TensorBoard's order. */
function runningShares(buckets: Float64Array, count: number): Float64Array {
  let total = 0;
  for (let index = 0; index < count; index++) total += buckets[index * NUMBERS_PER_BUCKET + 2] ?? 0;
  const shares = new Float64Array(count);
  let sum = 0;
  for (let index = 0; index < count; index++) {
    sum += ((buckets[index * NUMBERS_PER_BUCKET + 2] ?? 0) * 10_000) / (total || 1);
    shares[index] = sum;
  }
  return shares;
}
