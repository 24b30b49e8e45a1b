/** New scalar points of one run: a buffer that store/point-groups.ts reads. Order within a series is the order in the file. */
export interface ScalarBatch {
  readonly buffer: ArrayBuffer;
  /** Number of groups. */
  readonly count: number;
}

/** Payloads kept by reference, in the order of the file. */
export interface BlobBatch {
  readonly series: Uint32Array<ArrayBuffer>;
  readonly steps: Float64Array<ArrayBuffer>;
  readonly wallTimes: Float64Array<ArrayBuffer>;
  /** Byte offset of the payload in its file, and its length. */
  readonly offsets: Float64Array<ArrayBuffer>;
  readonly lengths: Float64Array<ArrayBuffer>;
  /** Unmasked CRC-32C of the payload. */
  readonly crcs: Uint32Array<ArrayBuffer>;
  /** BLOB_FORM, or SUPERSEDE_FORM for a marker. */
  readonly forms: Uint8Array<ArrayBuffer>;
}

/** Form of a blob entry that is no payload: the series' points at or after its step are superseded. */
export const SUPERSEDE_FORM = 255;

/** Collects payload references in the order of the file. */
export class BlobLog {
  length = 0;
  readonly #rows: BlobRow[] = [];

  push(row: BlobRow): void {
    this.#rows.push(row);
    this.length = this.#rows.length;
  }

  rollBack(length: number): void {
    this.#rows.length = length;
    this.length = length;
  }

  take(): BlobBatch | undefined {
    const rows = this.#rows;
    if (rows.length === 0) return undefined;
    const batch: BlobBatch = {
      series: Uint32Array.from(rows, (row) => row.series),
      steps: Float64Array.from(rows, (row) => row.step),
      wallTimes: Float64Array.from(rows, (row) => row.wallTime),
      offsets: Float64Array.from(rows, (row) => row.offset),
      lengths: Float64Array.from(rows, (row) => row.length),
      crcs: Uint32Array.from(rows, (row) => row.crc),
      forms: Uint8Array.from(rows, (row) => row.form),
    };
    this.rollBack(0);
    return batch;
  }
}

/** One payload reference; see BlobBatch. */
export interface BlobRow {
  readonly series: number;
  readonly step: number;
  readonly wallTime: number;
  readonly offset: number;
  readonly length: number;
  readonly crc: number;
  readonly form: number;
}
