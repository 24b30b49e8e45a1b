import type { ChunkColumns } from './chunk-codec.ts';
import { summariseValues } from './chunk-summary.ts';
import type { ChunkPoints, ChunkSummary } from './series-store.ts';
import { StepColumn, type EvenSteps } from './step-column.ts';
import { TimeColumn, type TickTimes } from './time-column.ts';

/** Points of a full chunk. */
export const CHUNK_POINTS = 4096;
/** Room of a series' first chunk: most series of a large logdir are short. */
const FIRST_POINTS = 16;
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
  values: Float32Array | Float64Array = NO_VALUES;
  readonly #steps = new StepColumn();
  readonly #times = new TimeColumn();
  readonly #leastCapacity: number;

  /** `leastCapacity`: points that there is room for from the first one on. */
  constructor(leastCapacity = FIRST_POINTS) {
    this.#leastCapacity = leastCapacity;
  }

  /** The points of decoded columns. */
  static from(columns: ChunkColumns): PackedPoints {
    const points = new PackedPoints();
    const { length } = columns.steps;
    points.append({ ...columns, length }, 0, length);
    return points;
  }

  get areStepsRounded(): boolean {
    return this.#steps.isExact;
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
      const larger = isWide ? new Float64Array(capacity) : new Float32Array(capacity);
      larger.set(this.values);
      this.values = larger;
    }
    this.#steps.append(steps, exactSteps, [from, to], capacity);
    this.#times.append(wallTimes, [from, to], capacity);
    this.values.set(values.subarray(from, to), this.length);
    // Last, so that nobody sees a point half written.
    this.length = end;
  }

  /** The points as plain columns of their own. */
  toColumns(): ChunkColumns {
    const { length } = this;
    const steps = new Float64Array(length);
    const wallTimes = new Float64Array(length);
    for (let at = 0; at < length; at++) {
      steps[at] = this.#steps.at(at);
      wallTimes[at] = this.#times.at(at);
    }
    const exactSteps = this.#steps.isExact
      ? BigInt64Array.from({ length }, (_, at) => BigInt(this.#steps.exactAt(at)))
      : undefined;
    return { steps, wallTimes, values: this.values.slice(0, length), exactSteps };
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
