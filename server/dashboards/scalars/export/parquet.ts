import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { ScalarSeries } from '../../../store/series-store.ts';
import { rowBatches } from './row-batches.ts';

/** Rows of a row group: what is held in memory while it is made. */
const ROWS = 65_536;

/** Apache Parquet: run, tag (strings), step (int64), wall_time, value (double), and superseded (boolean) when asked for. */
export function* writeParquet(series: readonly ScalarSeries[], superseded: boolean): Generator<Uint8Array> {
  const bytes = new Outlet();
  const writer = new ParquetWriter({
    writer: bytes,
    createdBy: 'Runlight',
    statistics: false,
    schema: [
      { name: 'root', num_children: superseded ? 6 : 5 },
      { name: 'run', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'tag', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
      { name: 'step', type: 'INT64', repetition_type: 'REQUIRED' },
      { name: 'wall_time', type: 'DOUBLE', repetition_type: 'REQUIRED' },
      { name: 'value', type: 'DOUBLE', repetition_type: 'REQUIRED' },
      ...(superseded ? [{ name: 'superseded', type: 'BOOLEAN', repetition_type: 'REQUIRED' } as const] : []),
    ],
  });
  for (const batch of rowBatches(series, superseded, ROWS)) {
    const numbers = Array.from(batch.seriesNumbers.subarray(0, batch.length));
    void writer.write({
      rowGroupSize: ROWS,
      columnData: [
        { name: 'run', data: numbers.map((number) => series[number]!.run.name) },
        { name: 'tag', data: numbers.map((number) => series[number]!.tag) },
        { name: 'step', data: batch.steps.slice(0, batch.length) },
        // Nearly all different: to look for equal ones would only take time.
        { name: 'wall_time', data: batch.wallTimes.slice(0, batch.length), encoding: 'PLAIN' },
        { name: 'value', data: batch.values.slice(0, batch.length), encoding: 'PLAIN' },
        ...(superseded
          ? [
              {
                name: 'superseded',
                data: Array.from(batch.superseded.subarray(0, batch.length), (mark) => mark === 1),
              },
            ]
          : []),
      ],
    });
    yield bytes.take();
  }
  void writer.finish();
  yield bytes.take();
}

/** Hands over what was written so far; places in the file go on counting. */
class Outlet extends ByteWriter {
  take(): Uint8Array {
    const written = this.getBytes().slice();
    this.index = 0;
    return written;
  }
}
