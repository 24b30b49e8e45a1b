import { NUMBERS_PER_BUCKET, type Histogram } from '../dashboards/histograms/decode-histogram.ts';
import { readHistograms, visiblePoints } from '../dashboards/histograms/read-histograms.ts';
import { sampleEvenly } from '../query/sample.ts';
import type { BlobReader, BlobSeries } from '../store/series-store.ts';

/** One histogram of a series. */
export interface HistogramRow {
  /** Seconds since the epoch. */
  readonly wallTime: number;
  readonly step: number;
  /** Rows of left, right, count. */
  readonly buckets: Float64Array;
}

/**
 * At most `limit` histograms of a series, in the order of the file; 0 = all. Those that cannot be read are left out:
 * TensorBoard answers 500 for the whole tag.
 */
export async function histogramRows(
  blobs: BlobReader,
  series: BlobSeries,
  limit: number,
): Promise<HistogramRow[]> {
  const points = visiblePoints(series);
  const chosen = [...sampleEvenly(points.length, limit)].flatMap((index) => points[index] ?? []);
  return (await readHistograms(blobs, chosen)).flatMap(({ point, histogram }) => {
    if ('broken' in histogram) return [];
    return [{ wallTime: point.wallTime, step: point.step, buckets: shownBuckets(histogram) }];
  });
}

/** Calls `visit` with each bucket. */
export function mapBuckets<T>(
  buckets: Float64Array,
  visit: (left: number, right: number, count: number) => T,
): T[] {
  return Array.from({ length: buckets.length / NUMBERS_PER_BUCKET }, (_, index) => {
    const [left = 0, right = 0, count = 0] = buckets.subarray(index * NUMBERS_PER_BUCKET);
    return visit(left, right, count);
  });
}

/** TensorBoard converts the old form through float32. */
function shownBuckets({ buckets, isOldForm }: Histogram): Float64Array {
  return isOldForm ? Float64Array.from(Float32Array.from(buckets)) : buckets;
}
