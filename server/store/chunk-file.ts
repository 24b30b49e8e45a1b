import { closeSync, openSync, readSync, truncateSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { AppError } from '../base/errors.ts';

/**
 * A file of encoded chunks, only ever appended to, or cut at its end.
 *
 *     chunk  = header of 24 bytes, payload
 *     header = magic u32, series u32, count u32, codec u32, payload length u32, crc u32; little-endian
 *
 * The CRC-32 (zlib's: it is native) covers the header before it and the payload. The file is opened for each
 * operation: 20 µs against 300 for decoding a chunk, and thousands of runs need no open files. It is never flushed to
 * the disk: a crash of the machine may cost chunks, their checksums tell, and the events files have all of it.
 */
export class ChunkFile {
  readonly path: string;
  #size: number;

  /** `size`: where the file ends for us; what lies behind is overwritten. 0 makes the file when first written. */
  constructor(path: string, size = 0) {
    this.path = path;
    this.#size = size;
  }

  /** Bytes written. */
  get size(): number {
    return this.#size;
  }

  /** Appends a chunk. @throws the system's error, for instance of a full disk; the file is then as it was before */
  append({ series, count, codec, payload }: EncodedChunk): ChunkPlace {
    const bytes = new Uint8Array(HEADER_BYTES);
    const header = new DataView(bytes.buffer);
    [MAGIC, series, count, codec, payload.length].forEach((field, at) =>
      header.setUint32(at * 4, field, true),
    );
    header.setUint32(CRC_AT, checksum(bytes, payload), true);
    const place = { offset: this.#size, length: HEADER_BYTES + payload.length };
    const file = openSync(this.path, this.#size === 0 ? 'w' : 'r+', 0o600);
    try {
      writeWhole(file, bytes, place.offset);
      writeWhole(file, payload, place.offset + HEADER_BYTES);
    } finally {
      closeSync(file);
    }
    this.#size += place.length;
    return place;
  }

  /**
   * Reads a chunk back; its payload is valid until the next one is read.
   *
   * @throws AppError CHUNK_UNREADABLE when it is not there, or not as it was written
   */
  read({ offset, length }: ChunkPlace): EncodedChunk {
    const bytes = this.#bytes(offset, length);
    const header = new DataView(bytes.buffer);
    const payload = bytes.subarray(HEADER_BYTES);
    const isWhole =
      length >= HEADER_BYTES &&
      header.getUint32(0, true) === MAGIC &&
      header.getUint32(16, true) === length - HEADER_BYTES &&
      header.getUint32(CRC_AT, true) === checksum(bytes, payload);
    if (!isWhole) throw this.#unreadable(offset, 'its bytes are not those that were written');
    return {
      series: header.getUint32(4, true),
      count: header.getUint32(8, true),
      codec: header.getUint32(12, true),
      payload,
    };
  }

  /** Cuts off what lies behind `size`. @throws the system's error */
  truncate(size: number): void {
    truncateSync(this.path, size);
    this.#size = size;
  }

  #bytes(offset: number, length: number): Uint8Array {
    if (readBuffer.length < length) readBuffer = new Uint8Array(length);
    const bytes = readBuffer.subarray(0, length);
    try {
      const file = openSync(this.path, 'r');
      try {
        for (let done = 0; done < length;) {
          const read = readSync(file, bytes, done, length - done, offset + done);
          if (read === 0) throw this.#unreadable(offset, 'the file ends before it');
          done += read;
        }
      } finally {
        closeSync(file);
      }
    } catch (error) {
      throw error instanceof AppError ? error : this.#unreadable(offset, (error as Error).message);
    }
    return bytes;
  }

  #unreadable(offset: number, why: string): AppError {
    return new AppError(
      'CHUNK_UNREADABLE',
      `${this.path}, offset ${offset}: the points cannot be read: ${why}`,
    );
  }
}

/** Where a chunk lies in its file, header included; in bytes. */
export interface ChunkPlace {
  readonly offset: number;
  readonly length: number;
}

/** An encoded chunk and what its header says of it. */
export interface EncodedChunk {
  /** The series' number in its run. */
  readonly series: number;
  /** Points. */
  readonly count: number;
  /** Form of the payload: CHUNK_CODEC. */
  readonly codec: number;
  readonly payload: Uint8Array;
}

/** "RLCK". */
const MAGIC = 0x4b434c52;
const CRC_AT = 20;
const HEADER_BYTES = 24;

/** For all chunks: one is decoded before the next one is read, and thousands of buffers would wait to be collected. */
let readBuffer = new Uint8Array(0);

function checksum(header: Uint8Array, payload: Uint8Array): number {
  return crc32(payload, crc32(header.subarray(0, CRC_AT)));
}

function writeWhole(file: number, bytes: Uint8Array, offset: number): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(file, bytes, done, bytes.length - done, offset + done);
  }
}
