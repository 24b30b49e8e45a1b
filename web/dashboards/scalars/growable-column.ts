const FIRST_CAPACITY = 64;
const NO_NUMBERS = new Float64Array(0);

/** Numbers that are only ever added at the end. Doubles its memory when full, so that adding is cheap on average. */
export class GrowableColumn {
  #numbers: Float64Array = NO_NUMBERS;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The number at an index; undefined when there is none. */
  at(index: number): number | undefined {
    return index < this.#length ? this.#numbers[index] : undefined;
  }

  /** What is given to an empty column becomes its memory: leave it alone afterwards. */
  append(numbers: ArrayLike<number>): void {
    if (this.#length === 0 && numbers instanceof Float64Array) {
      this.#numbers = numbers;
      this.#length = numbers.length;
      return;
    }
    const length = this.#length + numbers.length;
    if (length > this.#numbers.length) {
      const grown = new Float64Array(Math.max(FIRST_CAPACITY, length, 2 * this.#numbers.length));
      grown.set(this.#numbers.subarray(0, this.#length));
      this.#numbers = grown;
    }
    this.#numbers.set(numbers, this.#length);
    this.#length = length;
  }

  /** Begins anew, with new memory: views that were borrowed keep what they show. */
  clear(): void {
    this.#numbers = NO_NUMBERS;
    this.#length = 0;
  }

  /** The present numbers without a copy. Nothing that is done later changes them. */
  borrowView(): Float64Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
