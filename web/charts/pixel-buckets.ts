import type { AxisScale } from './axis-scale.ts';
import { BUCKET_SIZE } from './ridge-row.ts';

/** Far outside all that can be seen. */
const FAR_SHARE = 4;
const SNAPPED_FROM_PX = 2;

/**
 * The buckets (left, right, count) as they lie along an axis of so many px: edges in px from its start. On a log axis
 * what has no place begins at its start, and buckets without any place are left out.
 */
export function toPixelBuckets(buckets: Float64Array, scale: AxisScale, length: number): Float64Array {
  const pixels = new Float64Array(buckets.length);
  let kept = 0;
  for (let at = 0; at < buckets.length; at += BUCKET_SIZE) {
    if (scale.kind === 'log' && buckets[at + 1]! <= 0) continue;
    const left = scale.share(buckets[at]!);
    const right = scale.share(buckets[at + 1]!);
    pixels[kept] = clampFar(Number.isNaN(left) ? -FAR_SHARE : left) * length;
    pixels[kept + 1] = clampFar(right) * length;
    pixels[kept + 2] = buckets[at + 2]!;
    kept += BUCKET_SIZE;
  }
  return pixels.subarray(0, kept);
}

/**
 * How much of the counts falls on each of `length` px, spread evenly within each bucket; one that is narrower than a px
 * falls on that px, and the edges of wider ones are snapped to pixels, so that they are sharp. What lies outside is left
 * out. `pixels` are buckets of `toPixelBuckets`.
 */
export function spreadOverPixels(pixels: Float64Array, length: number): Float64Array {
  const masses = new Float64Array(length);
  for (let at = 0; at < pixels.length; at += BUCKET_SIZE) {
    const left = pixels[at]!;
    const right = pixels[at + 1]!;
    const count = pixels[at + 2]!;
    if (!(count > 0)) continue;
    if (right - left < 1) {
      const px = Math.floor((left + right) / 2);
      // The greatest value stands on the end of the axis.
      const inside = px === length && right <= length ? length - 1 : px;
      if (inside >= 0 && inside < length) masses[inside]! += count;
      continue;
    }
    const perPx = count / (right - left);
    if (right - left >= SNAPPED_FROM_PX) {
      const end = Math.min(length, Math.round(right));
      for (let px = Math.max(0, Math.round(left)); px < end; px++) masses[px]! += perPx;
      continue;
    }
    const last = Math.min(length - 1, Math.ceil(right) - 1);
    for (let px = Math.max(0, Math.floor(left)); px <= last; px++)
      masses[px]! += perPx * (Math.min(px + 1, right) - Math.max(px, left));
  }
  return masses;
}

/** Whether several buckets that hold something share a px, so that they cannot be drawn apart. */
export function hasNarrowBuckets(pixels: Float64Array, length: number): boolean {
  let lastEnd = NaN;
  for (let at = 0; at < pixels.length; at += BUCKET_SIZE) {
    const left = pixels[at]!;
    const right = pixels[at + 1]!;
    if (!(pixels[at + 2]! > 0) || right < 0 || left > length) continue;
    if (right - left < 1 && left - lastEnd < 1) return true;
    lastEnd = right - left < 1 ? left : NaN;
  }
  return false;
}

function clampFar(share: number): number {
  return Math.max(-FAR_SHARE, Math.min(FAR_SHARE, share));
}
