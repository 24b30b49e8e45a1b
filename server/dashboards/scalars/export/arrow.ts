import {
  AsyncByteQueue,
  Bool,
  Dictionary,
  Field,
  Float64,
  Int32,
  Int64,
  makeData,
  RecordBatch,
  RecordBatchStreamWriter,
  Schema,
  Struct,
  Utf8,
  vectorFromArray,
  type Vector,
} from 'apache-arrow';
import type { ScalarSeries } from '../../../store/series-store.ts';
import { rowBatches, type RowBatch } from './row-batches.ts';

const ROWS = 65_536;

/**
 * Apache Arrow's IPC stream: run, tag (dictionaries of strings), step (int64), wall_time, value (float64), and when
 * asked for superseded (bool) and group (a dictionary, too).
 */
export function* writeArrow(
  series: readonly ScalarSeries[],
  superseded: boolean,
  groups?: readonly string[],
): Generator<Uint8Array> {
  const runs = new NameColumn(
    series.map(({ run }) => run.name),
    0,
  );
  const tags = new NameColumn(
    series.map(({ tag }) => tag),
    1,
  );
  const grouped = groups && new NameColumn(groups, 2);
  const schema = new Schema([
    new Field('run', runs.type),
    new Field('tag', tags.type),
    new Field('step', new Int64()),
    new Field('wall_time', new Float64()),
    new Field('value', new Float64()),
    ...(superseded ? [new Field('superseded', new Bool())] : []),
    ...(grouped ? [new Field('group', grouped.type)] : []),
  ]);
  const sink = new Outlet();
  const writer = new RecordBatchStreamWriter();
  writer.reset(sink, schema);
  for (const batch of rowBatches(series, superseded, ROWS)) {
    const { length } = batch;
    const children = [
      runs.data(batch),
      tags.data(batch),
      makeData({ type: new Int64(), data: batch.steps.slice(0, length) }),
      makeData({ type: new Float64(), data: batch.wallTimes.slice(0, length) }),
      makeData({ type: new Float64(), data: batch.values.slice(0, length) }),
      ...(superseded ? [makeData({ type: new Bool(), length, data: packBits(batch) })] : []),
      ...(grouped ? [grouped.data(batch)] : []),
    ];
    writer.write(new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length, children })));
    yield sink.take();
  }
  writer.finish();
  yield sink.take();
}

/** A column of names: which of them each row has. */
class NameColumn {
  readonly type: Dictionary<Utf8, Int32>;
  readonly #dictionary: Vector<Utf8>;
  /** Place in the dictionary by the series' number. */
  readonly #places: Int32Array;

  constructor(names: readonly string[], id: number) {
    const unique = [...new Set(names)];
    const placeOf = new Map(unique.map((name, place) => [name, place]));
    this.#places = Int32Array.from(names, (name) => placeOf.get(name) ?? 0);
    this.#dictionary = vectorFromArray(unique, new Utf8());
    this.type = new Dictionary(new Utf8(), new Int32(), id);
  }

  data({ seriesNumbers, length }: RowBatch) {
    const data = Int32Array.from(seriesNumbers.subarray(0, length), (number) => this.#places[number]!);
    return makeData({ type: this.type, data, dictionary: this.#dictionary });
  }
}

/** Arrow's booleans: a bit each, the lowest first. */
function packBits({ superseded, length }: RowBatch): Uint8Array {
  const bits = new Uint8Array(Math.ceil(length / 8));
  for (let at = 0; at < length; at++) if (superseded[at]) bits[at >> 3]! |= 1 << (at & 7);
  return bits;
}

/** Hands over what was written so far, so that no more than a batch waits. */
class Outlet extends AsyncByteQueue<Uint8Array> {
  #pieces: Uint8Array[] = [];

  override write(piece: ArrayBufferView): void {
    this.#pieces.push(new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength));
  }

  take(): Uint8Array {
    const written = Buffer.concat(this.#pieces);
    this.#pieces = [];
    return written;
  }
}
