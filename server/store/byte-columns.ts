/** Bytes of a double or a 64-bit integer. */
export const BYTES_PER_NUMBER = 8;

type Column = Float32Array | Float64Array | BigInt64Array;

/** Bytes being written, up to a size known before. */
export class ByteTarget {
  readonly bytes: Uint8Array;
  /** Where the next byte goes; whoever writes into `bytes` moves it. */
  at = 0;

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
  }

  /** The next `count` bytes, to be filled in. */
  reserve(count: number): Uint8Array {
    this.at += count;
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Writes all first bytes of a column's numbers, then all second ones, …: the equal ones come together. */
  writeShuffled(column: Column): void {
    const width = column.BYTES_PER_ELEMENT;
    const from = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    const to = this.reserve(from.length);
    let at = 0;
    for (let plane = 0; plane < width; plane++) {
      for (let byte = plane; byte < from.length; byte += width) to[at++] = from[byte]!;
    }
  }

  written(): Uint8Array {
    return this.bytes.subarray(0, this.at);
  }
}

/** Bytes being read. */
export class ByteSource {
  readonly bytes: Uint8Array;
  at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** The next `count` bytes. @throws RangeError when there are not so many */
  take(count: number): Uint8Array {
    this.at += count;
    if (this.at > this.bytes.length) throw new RangeError('a chunk ends before its points do');
    return this.bytes.subarray(this.at - count, this.at);
  }

  /** Fills a column with what `writeShuffled` wrote of one, and returns it. */
  readShuffled<T extends Column>(column: T): T {
    const width = column.BYTES_PER_ELEMENT;
    const to = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
    const from = this.take(to.length);
    let at = 0;
    for (let plane = 0; plane < width; plane++) {
      for (let byte = plane; byte < to.length; byte += width) to[byte] = from[at++]!;
    }
    return column;
  }
}
