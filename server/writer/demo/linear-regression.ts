import { SeededRandom } from './seeded-random.ts';

export const SAMPLE_COUNT = 100;
export const TRUE_WEIGHT = 0.8;
export const TRUE_BIAS = 0.7;
export const LEARNING_RATE = 0.01;

/** The tutorial's model: y = weight · x + bias, fitted to 100 samples of y = 0.8 x + 0.7 by gradient descent. */
export class LinearRegression {
  #weight: number;
  #bias = 0;
  readonly #xs: readonly number[];

  constructor(seed: number) {
    const random = new SeededRandom(seed);
    this.#xs = Array.from({ length: SAMPLE_COUNT }, () => random.uniform());
    this.#weight = random.uniform() * 2 - 1;
  }

  get weight(): number {
    return this.#weight;
  }

  get bias(): number {
    return this.#bias;
  }

  /** Takes one step of gradient descent. Returns the mean squared error before it. */
  step(): number {
    let squares = 0;
    let weightGradient = 0;
    let biasGradient = 0;
    for (const x of this.#xs) {
      const difference = this.#weight * x + this.#bias - (TRUE_WEIGHT * x + TRUE_BIAS);
      squares += difference * difference;
      weightGradient += 2 * difference * x;
      biasGradient += 2 * difference;
    }
    this.#weight -= (LEARNING_RATE * weightGradient) / SAMPLE_COUNT;
    this.#bias -= (LEARNING_RATE * biasGradient) / SAMPLE_COUNT;
    return squares / SAMPLE_COUNT;
  }
}
