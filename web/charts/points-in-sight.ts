import type { Range } from './line-series.ts';
import type { Points } from './stretches.ts';

/**
 * The points whose x is in the range, with the nearest one on either side of it, so that lines lead out of it. `x` ascends and
 * has no NaN. No copy.
 */
export function pointsInSight({ x, y }: Points, { from, to }: Range): Points {
  const first = Math.max(0, findFirst(x, (value) => value >= from) - 1);
  const end = Math.min(x.length, findFirst(x, (value) => value > to) + 1);
  return first === 0 && end === x.length
    ? { x, y }
    : { x: x.subarray(first, end), y: y.subarray(first, end) };
}

/** Index of the first number for which a condition holds that holds for all after it; the length when there is none. */
function findFirst(x: Float64Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = x.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (holds(x[middle]!)) high = middle;
    else low = middle + 1;
  }
  return low;
}
