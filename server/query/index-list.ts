const FIRST_LENGTH = 1024;

/** Ascending indexes, each once. */
export class IndexList {
  #indexes: Uint32Array;
  #length = 0;

  /** `room`: for how many there is room before it grows. */
  constructor(room = FIRST_LENGTH) {
    this.#indexes = new Uint32Array(room);
  }

  /** Adds an index that is not below the last one; that one again changes nothing. */
  add(index: number): void {
    const length = this.#length;
    if (length > 0 && this.#indexes[length - 1] === index) return;
    if (length === this.#indexes.length) {
      const longer = new Uint32Array(length * 2);
      longer.set(this.#indexes);
      this.#indexes = longer;
    }
    this.#indexes[length] = index;
    this.#length = length + 1;
  }

  clear(): void {
    this.#length = 0;
  }

  toArray(): Uint32Array {
    return this.#indexes.slice(0, this.#length);
  }
}
