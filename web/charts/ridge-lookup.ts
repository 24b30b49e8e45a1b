import { densityAt } from './ridge-outline.ts';
import { toBaseline, toRise, type RidgePicture } from './ridge-picture.ts';
import { BUCKET_SIZE, type RidgeRow } from './ridge-row.ts';

/** The value under a place in px from the left edge, kept inside the picture. */
export function valueAt({ x, left, width }: RidgePicture, px: number): number {
  return x.valueAt(Math.min(1, Math.max(0, (px - left) / width)));
}

/** The row whose outline runs nearest above or below the pointer; of two as near the one in front. -1 without rows. */
export function findRow(picture: RidgePicture, pointer: { readonly x: number; readonly y: number }): number {
  let best = -1;
  let bestDistance = Infinity;
  picture.outlines.forEach((outline, row) => {
    const rise = picture.singles ? 0 : toRise(picture, densityAt(outline, pointer.x - picture.left));
    const distance = Math.abs(toBaseline(picture, row) - rise - pointer.y);
    if (distance > bestDistance) return;
    best = row;
    bestDistance = distance;
  });
  return best;
}

/** Number of the bucket that holds the value, or of the nearest one; -1 for a row without buckets. */
export function findBucket({ buckets }: RidgeRow, value: number): number {
  let best = -1;
  let bestDistance = Infinity;
  for (let at = 0; at < buckets.length; at += BUCKET_SIZE) {
    const distance = Math.max(buckets[at]! - value, value - buckets[at + 1]!, 0);
    if (distance > bestDistance) break;
    // Of several that hold the value (edges belong to two buckets) the one with more in it.
    if (distance === bestDistance && buckets[at + 2]! <= buckets[best * BUCKET_SIZE + 2]!) continue;
    best = at / BUCKET_SIZE;
    bestDistance = distance;
  }
  return best;
}

/** The value itself if the bucket holds it, else the bucket's edge that is nearer. */
export function clampToBucket({ buckets }: RidgeRow, bucket: number, value: number): number {
  const at = bucket * BUCKET_SIZE;
  return Math.min(buckets[at + 1]!, Math.max(buckets[at]!, value));
}

/** The value in the middle of so many buckets away from the one that holds a value, kept inside the row. */
export function stepBuckets(row: RidgeRow, value: number, by: number): number {
  const count = row.buckets.length / BUCKET_SIZE;
  if (count === 0) return value;
  const bucket = Math.min(count - 1, Math.max(0, findBucket(row, value) + by));
  return row.buckets[bucket * BUCKET_SIZE]! / 2 + row.buckets[bucket * BUCKET_SIZE + 1]! / 2;
}
