import { percentile, type Statistic } from './statistic.ts';

/** Resamplings. More would not move the ends of a 95 % band by what can be seen. */
const SAMPLES = 1000;
const LOW = 0.025;
const HIGH = 0.975;
/** Any number: the same data give the same band. */
const SEED = 20_201;

/**
 * The percentile bootstrap: as many values as there are, drawn with replacement, a thousand times; the band is the middle 95 %
 * of their centres. For each number of values the draws are the same at every place, so that a run is drawn as a whole, and a
 * band is no more ragged than its runs are.
 */
export class BootstrapBand {
  readonly #centreOf: (values: Float64Array, count: number) => number;
  readonly #centres = new Float64Array(SAMPLES);
  #sample = new Float64Array(0);
  #draws = new Uint32Array(0);
  #count = 0;

  constructor(centreOf: (values: Float64Array, count: number) => number) {
    this.#centreOf = centreOf;
  }

  /** Sets the ends of the band for the first `count` values. */
  compute(values: Float64Array, count: number, result: Statistic): void {
    if (count !== this.#count) this.#draw(count);
    const sample = this.#sample;
    for (let number = 0, draw = 0; number < SAMPLES; number++) {
      for (let at = 0; at < count; at++) sample[at] = values[this.#draws[draw++]!]!;
      this.#centres[number] = this.#centreOf(sample, count);
    }
    this.#centres.sort();
    result.low = percentile(this.#centres, SAMPLES, LOW);
    result.high = percentile(this.#centres, SAMPLES, HIGH);
  }

  #draw(count: number): void {
    this.#count = count;
    this.#sample = new Float64Array(count);
    this.#draws = new Uint32Array(SAMPLES * count);
    let state = SEED;
    for (let draw = 0; draw < this.#draws.length; draw++) {
      // Marsaglia's xorshift with 32 bits.
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      this.#draws[draw] = Math.floor(((state >>> 0) / 2 ** 32) * count);
    }
  }
}
