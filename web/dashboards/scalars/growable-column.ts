const FIRST_CAPACITY = 64;

/** Numbers that are only ever added at the end. Doubles its memory when full, so that adding is cheap on average. */
export class GrowableColumn {
  #numbers = new Float64Array(0);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  append(numbers: ArrayLike<number>): void {
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
    this.#numbers = new Float64Array(0);
    this.#length = 0;
  }

  /** The present numbers without a copy. Nothing that is done later changes them. */
  borrowView(): Float64Array {
    return this.#numbers.subarray(0, this.#length);
  }
}
