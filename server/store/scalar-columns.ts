import type { Run, ScalarChunk, ScalarSeries, SeriesMetadata } from './series-store.ts';

/** Points of a full chunk. */
export const CHUNK_POINTS = 4096;
const FIRST_CHUNK_POINTS = 16;

/** Points to append: columns of equal length, in the order of the file. */
export interface ScalarPoints {
  readonly steps: Float64Array;
  readonly wallTimes: Float64Array;
  readonly values: Float64Array;
  readonly exactSteps: BigInt64Array | undefined;
  /** All values fit float32. */
  readonly isFloat32: boolean;
}

/** All of a chunk. */
export type SavedColumns = Pick<ScalarChunk, 'steps' | 'wallTimes' | 'values' | 'superseded' | 'exactSteps'>;

interface Chunk extends ScalarChunk {
  length: number;
  steps: Float64Array;
  wallTimes: Float64Array;
  values: Float32Array | Float64Array;
  superseded: Uint8Array | undefined;
  exactSteps: BigInt64Array | undefined;
}

/** A scalar series in memory: chunks of typed columns, the last one growing. */
export class ScalarColumns implements ScalarSeries {
  readonly kind = 'scalar';
  readonly run: Run;
  readonly tag: string;
  metadata: SeriesMetadata;
  isInteger = true;
  length = 0;
  supersededCount = 0;
  unreadableCount = 0;
  generation = 0;
  readonly #chunks: Chunk[] = [];

  constructor(run: Run, tag: string, metadata: SeriesMetadata) {
    this.run = run;
    this.tag = tag;
    this.metadata = metadata;
  }

  get chunks(): readonly ScalarChunk[] {
    return this.#chunks;
  }

  append(points: ScalarPoints): void {
    const count = points.steps.length;
    for (let from = 0; from < count;) {
      const chunk = this.#openChunk(count - from);
      const to = Math.min(count, from + CHUNK_POINTS - chunk.length);
      this.#write(chunk, points, from, to);
      this.length += to - from;
      from = to;
    }
  }

  /** Appends a chunk that another of these had, to a series whose chunks are all full. Takes its columns over. */
  restoreChunk({ steps, wallTimes, values, exactSteps, superseded }: SavedColumns): void {
    const { length } = steps;
    this.#chunks.push({ start: this.length, length, steps, wallTimes, values, exactSteps, superseded });
    this.length += length;
    for (const mark of superseded ?? []) this.supersededCount += mark;
  }

  /** Marks the points at or after a step as superseded by a restart. */
  supersede(step: number): void {
    let marked = 0;
    for (const chunk of this.#chunks) {
      for (let at = 0; at < chunk.length; at++) {
        if (chunk.steps[at]! < step || chunk.superseded?.[at]) continue;
        chunk.superseded ??= new Uint8Array(chunk.steps.length);
        chunk.superseded[at] = 1;
        marked++;
      }
    }
    if (marked === 0) return;
    this.supersededCount += marked;
    this.generation++;
  }

  #openChunk(wanted: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last && last.length < CHUNK_POINTS) return last;
    // The first chunk starts small: most series of a large logdir are short.
    const size = last ? CHUNK_POINTS : Math.min(CHUNK_POINTS, Math.max(FIRST_CHUNK_POINTS, wanted));
    const chunk: Chunk = {
      start: this.length,
      length: 0,
      steps: new Float64Array(size),
      wallTimes: new Float64Array(size),
      values: new Float32Array(size),
      superseded: undefined,
      exactSteps: undefined,
    };
    this.#chunks.push(chunk);
    return chunk;
  }

  #write(chunk: Chunk, points: ScalarPoints, from: number, to: number): void {
    const end = chunk.length + to - from;
    if (end > chunk.steps.length)
      resize(chunk, Math.min(CHUNK_POINTS, Math.max(end, chunk.steps.length * 2)));
    if (!points.isFloat32 && chunk.values instanceof Float32Array)
      chunk.values = Float64Array.from(chunk.values);
    if (points.exactSteps && !chunk.exactSteps) {
      const { steps, length } = chunk;
      chunk.exactSteps = BigInt64Array.from(steps, (step, at) => (at < length ? BigInt(step) : 0n));
    }
    chunk.steps.set(points.steps.subarray(from, to), chunk.length);
    chunk.wallTimes.set(points.wallTimes.subarray(from, to), chunk.length);
    chunk.values.set(points.values.subarray(from, to), chunk.length);
    if (chunk.exactSteps) {
      for (let at = from; at < to; at++) {
        chunk.exactSteps[chunk.length + at - from] = points.exactSteps?.[at] ?? BigInt(points.steps[at]!);
      }
    }
    // Last, so that nobody sees a point half written.
    chunk.length = end;
  }
}

function resize(chunk: Chunk, size: number): void {
  const into = <T extends Float64Array | Float32Array | Uint8Array | BigInt64Array>(
    larger: T,
    from: T,
  ): T => {
    (larger as { set(array: T): void }).set(from);
    return larger;
  };
  chunk.steps = into(new Float64Array(size), chunk.steps);
  chunk.wallTimes = into(new Float64Array(size), chunk.wallTimes);
  chunk.values =
    chunk.values instanceof Float32Array
      ? into(new Float32Array(size), chunk.values)
      : into(new Float64Array(size), chunk.values);
  if (chunk.superseded) chunk.superseded = into(new Uint8Array(size), chunk.superseded);
  if (chunk.exactSteps) chunk.exactSteps = into(new BigInt64Array(size), chunk.exactSteps);
}
