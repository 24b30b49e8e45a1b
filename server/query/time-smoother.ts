import type { ChunkPoints } from '../store/series-store.ts';
import type { RunningSmoother } from './smooth.ts';

/**
 * An exponential average in wall time: each value counts e^(-age / seconds), the sum of these weights is divided out.
 * With even intervals it is TensorBoard's average with the weight e^(-interval / seconds); with uneven ones a burst of
 * points does not push the past out, nor does a pause keep it. Where time goes back it stands still.
 *
 * Like `Smoother` it passes values that are not finite, and leaves a constant series as it is.
 */
export class TimeSmoother implements RunningSmoother {
  readonly #seconds: number;
  #sum = 0;
  #weights = 0;
  #time = NaN;
  #first = NaN;
  #isConstant = true;

  /** `seconds` > 0: the age at which a value counts 1/e. */
  constructor(seconds: number) {
    this.#seconds = seconds;
  }

  clone(): TimeSmoother {
    const clone = new TimeSmoother(this.#seconds);
    clone.#sum = this.#sum;
    clone.#weights = this.#weights;
    clone.#time = this.#time;
    clone.#first = this.#first;
    clone.#isConstant = this.#isConstant;
    return clone;
  }

  next(value: number, wallTime: number): number {
    if (!Number.isFinite(value)) return value;
    if (Number.isNaN(this.#first)) this.#first = value;
    if (value !== this.#first) this.#isConstant = false;
    if (wallTime > this.#time) {
      const kept = Math.exp((this.#time - wallTime) / this.#seconds);
      this.#sum *= kept;
      this.#weights *= kept;
      this.#time = wallTime;
    } else if (Number.isNaN(this.#time) && Number.isFinite(wallTime)) this.#time = wallTime;
    this.#sum += value;
    this.#weights += 1;
    return this.#isConstant ? value : this.#sum / this.#weights;
  }

  skip(points: ChunkPoints, from: number, to: number): void {
    for (let at = from; at < to; at++) this.next(points.values[at]!, points.wallTimeAt(at));
  }
}
