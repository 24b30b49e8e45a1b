import { ByteWriter, ParquetWriter } from 'hyparquet-writer';

/** A column of a Parquet file; none has empty places. */
export interface ParquetColumn {
  readonly name: string;
  readonly type: keyof typeof TYPES;
}

/** The values of a column in one row group. */
export type ParquetValues =
  readonly string[] | readonly boolean[] | Float64Array | BigInt64Array | Int32Array;

const TYPES = {
  string: { type: 'BYTE_ARRAY', converted_type: 'UTF8' },
  int32: { type: 'INT32' },
  int64: { type: 'INT64' },
  double: { type: 'DOUBLE' },
  boolean: { type: 'BOOLEAN' },
} as const;

/** An Apache Parquet file, made row group by row group: no more of it is in memory than the group at hand. */
export class ParquetPieces {
  readonly #columns: readonly ParquetColumn[];
  readonly #bytes = new Outlet();
  readonly #writer: ParquetWriter;

  constructor(columns: readonly ParquetColumn[]) {
    this.#columns = columns;
    this.#writer = new ParquetWriter({
      writer: this.#bytes,
      createdBy: 'Runlight',
      statistics: false,
      schema: [
        { name: 'root', num_children: columns.length },
        ...columns.map(({ name, type }) => ({
          name,
          ...TYPES[type],
          repetition_type: 'REQUIRED' as const,
        })),
      ],
    });
  }

  /** The bytes of one row group: the values of each column, all of one length. */
  write(values: readonly ParquetValues[]): Uint8Array {
    void this.#writer.write({
      rowGroupSize: values[0]?.length ?? 0,
      columnData: this.#columns.map(({ name, type }, at) => ({
        name,
        data: values[at] as ParquetValues as Float64Array,
        // Nearly all different: to look for equal ones would only take time.
        ...(type === 'double' ? { encoding: 'PLAIN' as const } : {}),
      })),
    });
    return this.#bytes.take();
  }

  /** The bytes at the end of the file. */
  finish(): Uint8Array {
    void this.#writer.finish();
    return this.#bytes.take();
  }
}

/** Hands over what was written so far; places in the file go on counting. */
class Outlet extends ByteWriter {
  take(): Uint8Array {
    const written = this.getBytes().slice();
    this.index = 0;
    return written;
  }
}
