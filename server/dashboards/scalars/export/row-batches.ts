import { forEachStretch, isSuperseded } from '../../../query/scalar-cursor.ts';
import type { ScalarSeries } from '../../../store/series-store.ts';

/** Points of one series after the other, as columns; only the first `length` of each count. Valid until the next batch. */
export interface RowBatch {
  readonly length: number;
  /** Index of the point's series in the list. */
  readonly seriesNumbers: Uint32Array;
  readonly steps: BigInt64Array;
  /** Seconds since the epoch. */
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
  /** 1 where a restart superseded the point. */
  readonly superseded: Uint8Array;
}

/**
 * Reads all visible points of some series in batches of `size`, the last one shorter: what is in memory is one batch,
 * however much there is. A series is read as far as it reached when its turn came.
 */
export function* rowBatches(
  series: readonly ScalarSeries[],
  superseded: boolean,
  size: number,
): Generator<RowBatch> {
  const batch = {
    length: 0,
    seriesNumbers: new Uint32Array(size),
    steps: new BigInt64Array(size),
    wallTimes: new Float64Array(size),
    values: new Float64Array(size),
    superseded: new Uint8Array(size),
  };
  for (const [number, each] of series.entries()) {
    for (const [chunk, from, to] of stretchesOf(each, superseded)) {
      for (let at = from; at < to;) {
        const end = Math.min(to, at + size - batch.length);
        const points = chunk.points();
        for (; at < end; at++, batch.length++) {
          const row = batch.length;
          batch.seriesNumbers[row] = number;
          batch.steps[row] = BigInt(points.exactStepAt(at));
          batch.wallTimes[row] = points.wallTimeAt(at);
          batch.values[row] = points.values[at]!;
          batch.superseded[row] = isSuperseded(chunk, at) ? 1 : 0;
        }
        if (batch.length < size) continue;
        yield batch;
        batch.length = 0;
      }
    }
  }
  if (batch.length > 0) yield batch;
}

type Stretch = Parameters<Parameters<typeof forEachStretch>[3]>;

function stretchesOf(series: ScalarSeries, superseded: boolean): Stretch[] {
  const stretches: Stretch[] = [];
  forEachStretch(series, 0, { superseded }, (...stretch) => stretches.push(stretch));
  return stretches;
}
