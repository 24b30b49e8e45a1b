import type { Kernel } from './kernel.ts';
import type { ScalarBatch } from './point-batch.ts';

/** A point as the general pass finds it. */
export interface LoggedPoint {
  /** Index of the series in its run. */
  readonly series: number;
  readonly step: number;
  /** The step where a double does not hold it. */
  readonly exactStep: bigint | undefined;
  /** Seconds since the epoch. */
  readonly wallTime: number;
  readonly value: number;
  /** POINT_MARK. */
  readonly mark: number;
  /** Of GROUP_FLAGS `wide` and `floating`, for the value. */
  readonly flags: number;
}

/**
 * Scalar points in the order of the file: those that the kernel finds by itself, and between them those of the general
 * pass, which are held back until their event has turned out to be one.
 */
export class ScalarLog {
  readonly #kernel: Kernel;
  #held: LoggedPoint[] = [];

  constructor(kernel: Kernel) {
    this.#kernel = kernel;
  }

  /** Points waiting for `take`, without those held back. */
  get length(): number {
    return this.#kernel.exports.logLength();
  }

  hold(point: LoggedPoint): void {
    this.#held.push(point);
  }

  /** Logs what is held back. */
  commit(): void {
    if (this.#held.length === 0) return;
    const { exports } = this.#kernel;
    for (const { series, step, exactStep, wallTime, value, mark, flags } of this.#held) {
      if (exactStep === undefined) exports.push(series, step, wallTime, value, mark, flags);
      else exports.pushExact(series, exactStep, wallTime, value, mark, flags);
    }
    this.#held = [];
  }

  /** Drops what is held back: the event was none. */
  drop(): void {
    this.#held = [];
  }

  /** Everything collected, grouped by series; undefined when that is nothing. The log is empty afterwards. */
  take(): ScalarBatch | undefined {
    if (this.length === 0) return undefined;
    const { exports } = this.#kernel;
    exports.group();
    const start = exports.grouped.value;
    const buffer = (exports.memory.buffer as ArrayBuffer).slice(start, start + exports.groupedBytes.value);
    return { buffer, count: exports.groupCount.value };
  }
}
