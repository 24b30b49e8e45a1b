/**
 * TensorBoard's smoothing: an exponential average with weight w whose bias towards its start at 0 is taken out.
 * Values that are not finite pass unchanged and do not touch the average. A series whose values are all equal stays
 * as it is, bit for bit.
 *
 * Keeps its state, so that a live series goes on where it was; it always runs over all points in the order of the
 * file, never over a sample of them.
 */
export class Smoother {
  readonly #weight: number;
  #average = 0;
  /** weight ^ number of values. */
  #remaining = 1;
  #first: number | undefined;
  #isConstant = true;

  /** `weight` in [0, 1). */
  constructor(weight: number) {
    this.#weight = weight;
  }

  /** The smoothed value after `value`. */
  next(value: number): number {
    if (!Number.isFinite(value)) return value;
    this.#first ??= value;
    if (value !== this.#first) this.#isConstant = false;
    this.#average = this.#average * this.#weight + (1 - this.#weight) * value;
    this.#remaining *= this.#weight;
    // The average of equal values is that value; computed, it would be off in the last bits.
    return this.#isConstant ? value : this.#average / (1 - this.#remaining);
  }
}
