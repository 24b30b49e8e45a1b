import { ParquetPieces } from '../../../base/parquet-pieces.ts';
import { NUMBERS_PER_BUCKET } from '../decode-histogram.ts';
import type { ExportedHistogram } from './bucket-rows.ts';

/** Apache Parquet, a row for each bucket: run, tag (strings), step (int64), wall_time (double), bucket (int32), left, right, count (doubles). */
export async function* writeParquet(batches: AsyncIterable<ExportedHistogram[]>): AsyncGenerator<Uint8Array> {
  const pieces = new ParquetPieces([
    { name: 'run', type: 'string' },
    { name: 'tag', type: 'string' },
    { name: 'step', type: 'int64' },
    { name: 'wall_time', type: 'double' },
    { name: 'bucket', type: 'int32' },
    { name: 'left', type: 'double' },
    { name: 'right', type: 'double' },
    { name: 'count', type: 'double' },
  ]);
  for await (const batch of batches) {
    const owners = batch.flatMap((each) =>
      Array.from({ length: each.buckets.length / NUMBERS_PER_BUCKET }, (_, bucket) => ({ each, bucket })),
    );
    if (owners.length === 0) continue;
    const edge = (offset: number): Float64Array =>
      Float64Array.from(
        owners,
        ({ each, bucket }) => each.buckets[bucket * NUMBERS_PER_BUCKET + offset] ?? NaN,
      );
    yield pieces.write([
      owners.map(({ each }) => each.run),
      owners.map(({ each }) => each.tag),
      BigInt64Array.from(owners, ({ each }) => BigInt(each.step)),
      Float64Array.from(owners, ({ each }) => each.wallTime),
      Int32Array.from(owners, ({ bucket }) => bucket),
      edge(0),
      edge(1),
      edge(2),
    ]);
  }
  yield pieces.finish();
}
