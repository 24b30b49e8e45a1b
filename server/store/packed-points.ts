import type { ByteSource, ByteTarget } from './byte-columns.ts';
import { valuePool } from './column-pool.ts';
import { summariseValues } from './chunk-summary.ts';
import { CHUNK_POINTS, type AxisSummary, type ChunkPoints, type ChunkSummary } from './series-store.ts';
import { StepColumn, type EvenSteps } from './step-column.ts';
import { TimeColumn, type TickTimes } from './time-column.ts';

/** Room of a series' first chunk: most series of a large logdir are short. */
const FIRST_POINTS = 16;
/** Forms of the columns, see `chunk-codec.ts`. */
const HEAD_BYTES = 8;
/** Shared, since most chunks never see it again. */
const NO_VALUES = new Float32Array(0);

/** Points to append: columns of equal length, in the order of the file. */
export interface ScalarPoints {
  readonly length: number;
  /** float32 where all values fit. */
  readonly values: Float32Array | Float64Array;
  /** Whole numbers; where `exactSteps` has more bits, its numbers rounded. */
  readonly steps: Float64Array | EvenSteps;
  readonly exactSteps: BigInt64Array | undefined;
  /** Seconds since the epoch. */
  readonly wallTimes: Float64Array | TickTimes;
}

/** The points of one chunk in memory: 8 to 10 bytes each where steps are even and values float32, 24 at most. */
export class PackedPoints implements ChunkPoints {
  length = 0;
  values: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> = NO_VALUES;
  readonly #steps: StepColumn;
  readonly #times: TimeColumn;
  readonly #leastCapacity: number;

  /** `leastCapacity`: points that there is room for from the first one on. */
  constructor(leastCapacity = FIRST_POINTS, steps = new StepColumn(), times = new TimeColumn()) {
    this.#leastCapacity = leastCapacity;
    this.#steps = steps;
    this.#times = times;
  }

  /** The `count` points that `write` wrote. @throws RangeError when the bytes are none that it wrote */
  static read(source: ByteSource, count: number): PackedPoints {
    const [stepForm = NaN, timeForm = NaN, width] = source.take(HEAD_BYTES);
    const isNarrow = width === Float32Array.BYTES_PER_ELEMENT;
    const values = source.readColumn(isNarrow ? narrowColumn(count) : new Float64Array(count));
    const steps = StepColumn.read(source, stepForm, count);
    const points = new PackedPoints(0, steps, TimeColumn.read(source, timeForm, count));
    points.values = values;
    points.length = count;
    return points;
  }

  get areStepsRounded(): boolean {
    return this.#steps.isExact;
  }

  /** Extent of the steps where they are even; undefined where it would take a look at each. */
  get evenExtent(): AxisSummary | undefined {
    return this.#steps.isEven ? this.#steps.summary() : undefined;
  }

  /** What the columns take up. */
  get bytes(): number {
    return this.values.byteLength + this.#steps.bytes + this.#times.bytes;
  }

  stepAt(index: number): number {
    return this.#steps.at(index);
  }

  exactStepAt(index: number): number | bigint {
    return this.#steps.exactAt(index);
  }

  wallTimeAt(index: number): number {
    return this.#times.at(index);
  }

  /** Appends the points [from, to), for which there must be room in a chunk. */
  append({ steps, wallTimes, values, exactSteps }: ScalarPoints, from: number, to: number): void {
    const end = this.length + to - from;
    let capacity = this.values.length;
    if (end > capacity) capacity = Math.min(CHUNK_POINTS, Math.max(end, capacity * 2, this.#leastCapacity));
    const isWide = values instanceof Float64Array || this.values instanceof Float64Array;
    if (capacity > this.values.length || isWide !== this.values instanceof Float64Array) {
      const larger = isWide ? new Float64Array(capacity) : narrowColumn(capacity);
      larger.set(this.values);
      this.values = larger;
    }
    this.#steps.append(steps, exactSteps, [from, to], capacity);
    this.#times.append(wallTimes, [from, to], capacity);
    this.values.set(values.subarray(from, to), this.length);
    // Last, so that nobody sees a point half written.
    this.length = end;
  }

  /** Writes the points, as `chunk-codec.ts` describes it. */
  write(target: ByteTarget): void {
    const head = target.reserve(HEAD_BYTES);
    target.writeColumn(this.values.subarray(0, this.length));
    head.set([this.#steps.write(target), this.#times.write(target), this.values.BYTES_PER_ELEMENT]);
  }

  /** Gives the columns to chunks to come: from the next turn of the event loop on nobody may need these points. */
  recycle(): void {
    if (this.values instanceof Float32Array) valuePool.give(this.values);
    this.#times.recycle();
  }

  summarise(): ChunkSummary {
    const values = summariseValues(this.values.subarray(0, this.length));
    return {
      ...values,
      steps: this.#steps.summary(),
      wallTimes: this.#times.summary(),
      firstWallTime: this.#times.at(0),
      firstNonFiniteStep: values.firstNonFinite < 0 ? undefined : this.#steps.at(values.firstNonFinite),
    };
  }
}

function narrowColumn(capacity: number): Float32Array<ArrayBuffer> {
  return capacity === CHUNK_POINTS ? valuePool.take() : new Float32Array(capacity);
}
