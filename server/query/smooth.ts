import type { ChunkPoints } from '../store/series-store.ts';

/** A smoothing that goes over the points of a series in the order of the file, and only looks back. */
export interface RunningSmoother {
  /** The smoothed value after the next point; `wallTime` in seconds. */
  next(value: number, wallTime: number): number;
  /** Goes over the points [from, to) of a chunk, whose smoothed values nobody asks for. */
  skip(points: ChunkPoints, from: number, to: number): void;
  /** Another one that goes on from the same state. */
  clone(): RunningSmoother;
}

/** From here on 1 less the remaining weight is 1 to the bit; smaller numbers would only make processors slow. */
const NEGLIGIBLE = 2 ** -60;

/**
 * TensorBoard's smoothing: an exponential average with weight w whose bias towards its start at 0 is taken out.
 * Values that are not finite pass unchanged and do not touch the average. A series whose values are all equal stays
 * as it is, bit for bit.
 *
 * Keeps its state, so that a live series goes on where it was; it always runs over all points in the order of the
 * file, never over a sample of them.
 */
export class Smoother implements RunningSmoother {
  readonly #weight: number;
  #average = 0;
  /** weight ^ number of values. */
  #remaining = 1;
  /** NaN before the first value. */
  #first = NaN;
  #isConstant = true;

  /** `weight` in [0, 1). */
  constructor(weight: number) {
    this.#weight = weight;
  }

  clone(): Smoother {
    const clone = new Smoother(this.#weight);
    clone.#average = this.#average;
    clone.#remaining = this.#remaining;
    clone.#first = this.#first;
    clone.#isConstant = this.#isConstant;
    return clone;
  }

  next(value: number): number {
    if (!Number.isFinite(value)) return value;
    this.#take(value);
    // The average of equal values is that value; computed, it would be off in the last bits.
    return this.#isConstant ? value : this.#average / (1 - this.#remaining);
  }

  skip({ values }: ChunkPoints, from: number, to: number): void {
    let at = from;
    // Until the state is the one that the loop below knows how to go on with.
    for (; at < to && (this.#isConstant || this.#remaining > 0); at++) {
      const value = values[at]!;
      if (value - value === 0) this.#take(value);
    }
    const weight = this.#weight;
    const share = 1 - weight;
    let average = this.#average;
    for (; at < to; at++) {
      const value = values[at]!;
      if (value - value === 0) average = average * weight + share * value;
    }
    this.#average = average;
  }

  #take(value: number): void {
    if (Number.isNaN(this.#first)) this.#first = value;
    if (value !== this.#first) this.#isConstant = false;
    this.#average = this.#average * this.#weight + (1 - this.#weight) * value;
    this.#remaining *= this.#weight;
    if (this.#remaining < NEGLIGIBLE) this.#remaining = 0;
  }
}
