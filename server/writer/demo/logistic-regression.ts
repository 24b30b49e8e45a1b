import { SeededRandom } from './seeded-random.ts';

const SAMPLE_COUNT = 200;
const FEATURE_COUNT = 64;
/** Share of the labels that are wrong, so that no model reaches a loss of zero. */
const NOISE = 0.05;

/** What one step of training measured, before the weights moved. */
export interface LogisticStep {
  /** Mean cross-entropy. */
  readonly loss: number;
  /** Share of the samples that the model tells apart rightly, 0 to 1. */
  readonly accuracy: number;
}

/** A logistic regression over 64 features and 200 samples, by gradient descent from zero weights. */
export class LogisticRegression {
  readonly #learningRate: number;
  readonly #samples: readonly Float64Array[];
  readonly #labels: readonly number[];
  readonly #weights = new Float64Array(FEATURE_COUNT);
  #bias = 0;

  /** @param seed chooses the data: models with the same seed learn the same */
  constructor(learningRate: number, seed: number) {
    this.#learningRate = learningRate;
    const random = new SeededRandom(seed);
    const truth = Float64Array.from({ length: FEATURE_COUNT }, () => random.normal());
    this.#samples = Array.from({ length: SAMPLE_COUNT }, () =>
      Float64Array.from({ length: FEATURE_COUNT }, () => random.normal()),
    );
    this.#labels = this.#samples.map((sample) => {
      const label = dot(sample, truth) > 0 ? 1 : 0;
      return random.uniform() < NOISE ? 1 - label : label;
    });
  }

  get weights(): Readonly<Float64Array> {
    return this.#weights;
  }

  /** Takes one step of gradient descent. */
  step(): LogisticStep {
    const gradient = new Float64Array(FEATURE_COUNT);
    let biasGradient = 0;
    let loss = 0;
    let right = 0;
    this.#samples.forEach((sample, i) => {
      const label = this.#labels[i] ?? 0;
      const score = dot(sample, this.#weights) + this.#bias;
      const difference = 1 / (1 + Math.exp(-score)) - label;
      // log(1 + e^score) − label · score, without overflow for large scores.
      loss += Math.max(score, 0) + Math.log1p(Math.exp(-Math.abs(score))) - label * score;
      if (score > 0 === (label === 1)) right++;
      sample.forEach((x, j) => {
        gradient[j] = (gradient[j] ?? 0) + difference * x;
      });
      biasGradient += difference;
    });
    const rate = this.#learningRate / SAMPLE_COUNT;
    gradient.forEach((sum, j) => {
      this.#weights[j] = (this.#weights[j] ?? 0) - rate * sum;
    });
    this.#bias -= rate * biasGradient;
    return { loss: loss / SAMPLE_COUNT, accuracy: right / SAMPLE_COUNT };
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
