/** Buckets of a histogram that TensorFlow 2 writes by default. */
export const BUCKET_COUNT = 30;

/**
 * Buckets as TensorFlow 2's `tf.summary.histogram` makes them: `BUCKET_COUNT` rows of (left, right, count), row-major,
 * of equal width from the least to the greatest value.
 *
 * Without values all rows are zero; when all values equal v, every row is (v, v, 0) and the last counts them all.
 * Values that are not finite are left out: they have no place between two edges.
 */
export function computeBuckets(values: Iterable<number>): Float64Array {
  const finite = Array.from(values).filter(Number.isFinite);
  const rows = new Float64Array(BUCKET_COUNT * 3);
  if (finite.length === 0) return rows;
  const min = finite.reduce((a, b) => Math.min(a, b));
  const max = finite.reduce((a, b) => Math.max(a, b));
  const width = (max - min) / BUCKET_COUNT;
  for (let i = 0; i < BUCKET_COUNT; i++) {
    rows[i * 3] = min + i * width;
    rows[i * 3 + 1] = i === BUCKET_COUNT - 1 ? max : min + (i + 1) * width;
  }
  for (const value of finite) {
    const place = width > 0 ? Math.floor((value - min) / width) : BUCKET_COUNT;
    const at = Math.min(place, BUCKET_COUNT - 1) * 3 + 2;
    rows[at] = (rows[at] ?? 0) + 1;
  }
  return rows;
}
