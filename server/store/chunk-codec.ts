/**
 * One chunk of points ↔ bytes, exactly: every bit of every number comes back.
 *
 *     payload    = form of the steps u8, form of the wall times u8, bytes of a value u8, 5 unused; values, steps, wall times
 *     form       = 0: doubles; 1: 64-bit integers; 8 + width: distances, see distance-column.ts
 *     wall times = doubles: seconds; else ticks of 2^-22 s, and then their base; 16 + form: they exceed 32 bits
 *
 * Every column begins at a multiple of 8 bytes; numbers are in the byte order of the machine, which these bytes never
 * leave. Measured on losses with wall times a few milliseconds off the beat: 6 bytes a point, as with brotli at its
 * lowest level on shuffled bytes, which takes 25 times as long to write and to read.
 */

import { ByteSource, ByteTarget } from './byte-columns.ts';
import { PackedPoints } from './packed-points.ts';
import { CHUNK_POINTS } from './series-store.ts';

/** Names this form in the header of a chunk in a file. */
export const CHUNK_CODEC = 2;

/** Three columns of doubles or 64-bit integers, and what is said of them. */
const MAX_BYTES = 3 * 8 * (CHUNK_POINTS + 4);

/** For all chunks: one is encoded after the other, and thousands of buffers would wait to be collected. */
const target = new ByteTarget(MAX_BYTES);

/** Encodes a chunk's points. What it returns is valid until the next call. */
export function encodeChunk(points: PackedPoints): Uint8Array {
  target.clear();
  points.write(target);
  return target.written();
}

/**
 * Decodes `count` points.
 *
 * @throws Error when the bytes are none that `encodeChunk` made; whoever reads them from a file checks them before
 */
export function decodeChunk(bytes: Uint8Array, count: number): PackedPoints {
  return PackedPoints.read(new ByteSource(bytes), count);
}
