/**
 * What a worker hands to the store: the new points of one run, grouped by series, as transferable columns.
 * Order within a series is the order in the file.
 */
export interface ScalarBatch {
  /** Series (index in the run) of each group, and how many points it has. */
  readonly series: Uint32Array<ArrayBuffer>;
  readonly counts: Uint32Array<ArrayBuffer>;
  /** Per group: SERIES_FLAGS of its points. */
  readonly flags: Uint8Array<ArrayBuffer>;
  readonly steps: Float64Array<ArrayBuffer>;
  /** Seconds since the epoch. */
  readonly wallTimes: Float64Array<ArrayBuffer>;
  readonly values: Float64Array<ArrayBuffer>;
  /** POINT_MARK of each point; undefined when all are plain points. */
  readonly marks: Uint8Array<ArrayBuffer> | undefined;
  /** Exact steps, present when one is beyond 2^53. */
  readonly exactSteps: BigInt64Array<ArrayBuffer> | undefined;
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

/** What an entry of a ScalarBatch is. */
export const POINT_MARK = {
  point: 0,
  /** No point: the series' points at or after this step are superseded by a restart. */
  supersede: 1,
  /** A value that is no single number (a string, a vector), kept as NaN. */
  unreadable: 2,
} as const;

/** What the values of a series were written as. */
export const SERIES_FLAGS = {
  /** Some value does not fit float32: written as double or as an integer. */
  wide: 1,
  /** Some value was written with a floating dtype. */
  floating: 2,
} as const;

const INITIAL_POINTS = 1024;

/** Collects scalar points in the order of the file; `take` groups them by series. Reused between batches. */
export class ScalarLog {
  length = 0;
  series = new Uint32Array(INITIAL_POINTS);
  steps = new Float64Array(INITIAL_POINTS);
  wallTimes = new Float64Array(INITIAL_POINTS);
  values = new Float64Array(INITIAL_POINTS);
  /** Sparse: index of the entry → its mark or exact step. */
  readonly marks = new Map<number, number>();
  readonly exactSteps = new Map<number, bigint>();

  push(series: number, step: number, wallTime: number, value: number): void {
    const at = this.length;
    if (at === this.series.length) this.#grow();
    this.series[at] = series;
    this.steps[at] = step;
    this.wallTimes[at] = wallTime;
    this.values[at] = value;
    this.length = at + 1;
  }

  /** Drops the entries from `length` on: the event they came from turned out to be no event. */
  rollBack(length: number): void {
    for (let at = length; at < this.length; at++) {
      this.marks.delete(at);
      this.exactSteps.delete(at);
    }
    this.length = length;
  }

  /** Everything collected, grouped by series by a stable counting sort; the log is empty afterwards. */
  take(flagsOf: (series: number) => number): ScalarBatch | undefined {
    const length = this.length;
    if (length === 0) return undefined;
    let highest = 0;
    for (let at = 0; at < length; at++) if (this.series[at]! > highest) highest = this.series[at]!;
    const places = new Uint32Array(highest + 2);
    for (let at = 0; at < length; at++) places[this.series[at]! + 1]!++;
    let groups = 0;
    for (let id = 0; id <= highest; id++) if (places[id + 1]! > 0) groups++;
    const batch = {
      series: new Uint32Array(groups),
      counts: new Uint32Array(groups),
      flags: new Uint8Array(groups),
      steps: new Float64Array(length),
      wallTimes: new Float64Array(length),
      values: new Float64Array(length),
      marks: this.marks.size > 0 ? new Uint8Array(length) : undefined,
      exactSteps: this.exactSteps.size > 0 ? new BigInt64Array(length) : undefined,
    };
    for (let id = 0, group = 0; id <= highest; id++) {
      const count = places[id + 1]!;
      if (count > 0) {
        batch.series[group] = id;
        batch.counts[group] = count;
        batch.flags[group++] = flagsOf(id);
      }
      places[id + 1]! += places[id]!;
    }
    for (let at = 0; at < length; at++) {
      const place = places[this.series[at]!]!++;
      batch.steps[place] = this.steps[at]!;
      batch.wallTimes[place] = this.wallTimes[at]!;
      batch.values[place] = this.values[at]!;
      if (batch.marks) batch.marks[place] = this.marks.get(at) ?? POINT_MARK.point;
      if (batch.exactSteps) batch.exactSteps[place] = this.exactSteps.get(at) ?? BigInt(this.steps[at]!);
    }
    this.length = 0;
    this.marks.clear();
    this.exactSteps.clear();
    return batch;
  }

  #grow(): void {
    const size = this.series.length * 2;
    this.series = grown(this.series, new Uint32Array(size));
    this.steps = grown(this.steps, new Float64Array(size));
    this.wallTimes = grown(this.wallTimes, new Float64Array(size));
    this.values = grown(this.values, new Float64Array(size));
  }
}

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

function grown<T extends Uint32Array | Float64Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
