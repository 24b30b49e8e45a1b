import type { BlobReader, BlobSeries } from '../../../store/series-store.ts';
import { readHistograms, visiblePoints } from '../read-histograms.ts';

/** Histograms read at a time. */
const BATCH = 256;

/** One histogram of an export. */
export interface ExportedHistogram {
  readonly run: string;
  readonly tag: string;
  readonly step: number;
  /** Seconds since the epoch. */
  readonly wallTime: number;
  /** Rows of left, right, count, as they were written. */
  readonly buckets: Float64Array;
}

/**
 * All histograms of some series in batches, in the order of the file; what is in memory is one batch. Those that cannot
 * be read are left out.
 */
export async function* exportedHistograms(
  blobs: BlobReader,
  series: readonly BlobSeries[],
): AsyncGenerator<ExportedHistogram[]> {
  for (const each of series) {
    const points = visiblePoints(each);
    for (let from = 0; from < points.length; from += BATCH) {
      const read = await readHistograms(blobs, points.slice(from, from + BATCH));
      yield read.flatMap(({ point, histogram }) => {
        if ('broken' in histogram) return [];
        const { step, wallTime } = point;
        return [{ run: each.run.name, tag: each.tag, step, wallTime, buckets: histogram.buckets }];
      });
    }
  }
}
