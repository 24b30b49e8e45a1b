import { NUMBERS_PER_BUCKET } from './decode-histogram.ts';

/**
 * A histogram as the estimates see it: every value of a bucket in its middle. Buckets that hold nothing, or have an edge
 * or a count that is not finite, are left out. In NumPy, of an array `b` with rows (left, right, count):
 * `b = b[np.isfinite(b).all(1) & (b[:, 2] > 0)]; mid = (b[:, 0] + b[:, 1]) / 2; weight = b[:, 2]`.
 */
export interface Midpoints {
  /** Ascending. */
  readonly values: Float64Array;
  /** Counts, in the order of `values`. */
  readonly weights: Float64Array;
  /** Sum of the weights. */
  readonly total: number;
  /** The outermost edges; NaN where there is no bucket. */
  readonly lowest: number;
  readonly highest: number;
  /** Sum of the counts of buckets into which a value of 0 falls, see `holdsZero`. */
  readonly zeros: number;
}

/** Reads rows of left, right, count. */
export function computeMidpoints(buckets: Float64Array): Midpoints {
  const values: number[] = [];
  const weights: number[] = [];
  let [total, zeros, lowest, highest] = [0, 0, Infinity, -Infinity];
  let isSorted = true;
  for (let at = 0; at < buckets.length; at += NUMBERS_PER_BUCKET) {
    const left = buckets[at]!;
    const right = buckets[at + 1]!;
    const weight = buckets[at + 2]!;
    if (!Number.isFinite(left) || !Number.isFinite(right) || !(weight > 0 && weight < Infinity)) continue;
    // Halves first only where the sum would be infinite: the others are the same to the bit as NumPy's.
    const sum = left + right;
    const middle = Number.isFinite(sum) ? sum / 2 : left / 2 + right / 2;
    if (values.length > 0 && middle < values.at(-1)!) isSorted = false;
    values.push(middle);
    weights.push(weight);
    total += weight;
    lowest = Math.min(lowest, left, right);
    highest = Math.max(highest, left, right);
    if (holdsZero(left, right, at + NUMBERS_PER_BUCKET === buckets.length)) zeros += weight;
  }
  if (values.length === 0) [lowest, highest] = [NaN, NaN];
  const order = isSorted ? undefined : values.map((_, at) => at).sort((a, b) => values[a]! - values[b]!);
  return {
    values: Float64Array.from(order?.map((at) => values[at]!) ?? values),
    weights: Float64Array.from(order?.map((at) => weights[at]!) ?? weights),
    total,
    lowest,
    highest,
    zeros,
  };
}

/** Buckets are open on the right, but for the last of a histogram and those without width. */
function holdsZero(left: number, right: number, isLast: boolean): boolean {
  return left <= 0 && (right > 0 || (right === 0 && (isLast || left === 0)));
}
