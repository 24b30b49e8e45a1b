import { ParquetPieces } from '../../../base/parquet-pieces.ts';
import type { ScalarSeries } from '../../../store/series-store.ts';
import { rowBatches } from './row-batches.ts';

/** Rows of a row group: what is held in memory while it is made. */
const ROWS = 65_536;

/** Apache Parquet: run, tag (strings), step (int64), wall_time, value (double), and when asked for superseded (boolean) and group. */
export function* writeParquet(
  series: readonly ScalarSeries[],
  superseded: boolean,
  groups?: readonly string[],
): Generator<Uint8Array> {
  const pieces = new ParquetPieces([
    { name: 'run', type: 'string' },
    { name: 'tag', type: 'string' },
    { name: 'step', type: 'int64' },
    { name: 'wall_time', type: 'double' },
    { name: 'value', type: 'double' },
    ...(superseded ? [{ name: 'superseded', type: 'boolean' } as const] : []),
    ...(groups ? [{ name: 'group', type: 'string' } as const] : []),
  ]);
  for (const batch of rowBatches(series, superseded, ROWS)) {
    const numbers = Array.from(batch.seriesNumbers.subarray(0, batch.length));
    yield pieces.write([
      numbers.map((number) => series[number]!.run.name),
      numbers.map((number) => series[number]!.tag),
      batch.steps.slice(0, batch.length),
      batch.wallTimes.slice(0, batch.length),
      batch.values.slice(0, batch.length),
      ...(superseded ? [Array.from(batch.superseded.subarray(0, batch.length), (mark) => mark === 1)] : []),
      ...(groups ? [numbers.map((number) => groups[number]!)] : []),
    ]);
  }
  yield pieces.finish();
}
