/** What a column begins at a multiple of, so that it can be read as it lies. */
const ALIGNMENT = 8;

type Column = Float32Array | Float64Array | BigInt64Array;

/** Bytes being written, up to a size known before. Whatever is written begins at a multiple of 8 bytes. */
export class ByteTarget {
  readonly #buffer: ArrayBuffer;
  #at = 0;

  constructor(size: number) {
    this.#buffer = new ArrayBuffer(size);
  }

  /** Begins anew: what was written is lost. */
  clear(): void {
    this.#at = 0;
  }

  /** Room for `count` bytes, to be filled in. */
  reserve(count: number): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(this.#buffer, this.#at, count);
    this.#at += aligned(count);
    return bytes;
  }

  writeDouble(number: number): void {
    new Float64Array(this.#buffer, this.#at, 1)[0] = number;
    this.#at += Float64Array.BYTES_PER_ELEMENT;
  }

  /** Writes the numbers as they are in memory. */
  writeColumn({ buffer, byteOffset, byteLength }: Column): void {
    this.reserve(byteLength).set(new Uint8Array(buffer, byteOffset, byteLength));
  }

  /** A view of what was written, valid until `clear`. */
  written(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.#at);
  }
}

/** Bytes that a ByteTarget wrote. All of it throws RangeError where the bytes end before. */
export class ByteSource {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes.byteOffset % ALIGNMENT === 0 ? bytes : bytes.slice();
  }

  /** A view of the next `count` bytes. */
  take(count: number): Uint8Array {
    const start = this.#at;
    this.#at += aligned(count);
    if (start + count > this.#bytes.length) throw new RangeError('a chunk ends before its points do');
    return this.#bytes.subarray(start, start + count);
  }

  readDouble(): number {
    const { buffer, byteOffset } = this.take(Float64Array.BYTES_PER_ELEMENT);
    return new Float64Array(buffer, byteOffset, 1)[0]!;
  }

  /** Fills a column with the next numbers, and returns it. */
  readColumn<T extends Column>(column: T): T {
    const bytes = this.take(column.byteLength);
    new Uint8Array(column.buffer, column.byteOffset, column.byteLength).set(bytes);
    return column;
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / ALIGNMENT) * ALIGNMENT;
}
