import { BUCKET_SIZE } from './ridge-row.ts';

/**
 * The outline of a histogram: value, density of each vertex, one after the other, values ascending. Density = count
 * per unit of value, so that buckets of unequal widths compare by their area.
 *
 * The line runs through the middle of each bucket and touches zero at both ends and beside every gap. Buckets narrower
 * than `minWidth` (about what a pixel shows) are taken together until they are that wide: a thousand buckets near zero
 * or one without any width then stand as high as a pixel can tell, not infinitely high.
 */
export function computeOutline(buckets: Float64Array, minWidth: number): Float64Array {
  const vertices = new Float64Array((buckets.length / BUCKET_SIZE) * 6);
  let length = 0;
  const push = (value: number, density: number): void => {
    vertices[length++] = value;
    vertices[length++] = density;
  };
  let end = NaN;
  for (let at = 0; at < buckets.length; at += BUCKET_SIZE) {
    const left = buckets[at]!;
    let right = buckets[at + 1]!;
    let count = buckets[at + 2]!;
    while (right - left < minWidth && buckets[at + BUCKET_SIZE]! - left < minWidth) {
      at += BUCKET_SIZE;
      right = Math.max(right, buckets[at + 1]!);
      count += buckets[at + 2]!;
    }
    const width = Math.max(right - left, minWidth);
    const middle = left + (right - left) / 2;
    const start = middle - width / 2;
    if (!(start <= end + minWidth)) {
      if (length > 0) push(end, 0);
      push(start, 0);
    }
    push(middle, count / width);
    end = middle + width / 2;
  }
  if (length > 0) push(end, 0);
  return vertices.subarray(0, length);
}

/** Density of the outline at a value, between its vertices; 0 outside. */
export function densityAt(outline: Float64Array, value: number): number {
  for (let k = 2; k < outline.length; k += 2) {
    const right = outline[k]!;
    if (value > right) continue;
    const left = outline[k - 2]!;
    if (value < left) return 0;
    const share = right > left ? (value - left) / (right - left) : 1;
    return outline[k - 1]! + share * (outline[k + 1]! - outline[k - 1]!);
  }
  return 0;
}
