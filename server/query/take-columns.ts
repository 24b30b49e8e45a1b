/** Doubles in a piece of memory, and how many of them a column may have that shares it with others. */
const PIECE_LENGTH = 65_536;
const MAX_SHARED_LENGTH = PIECE_LENGTH / 16;

let piece = new Float64Array(0);
let taken = 0;

/**
 * A column of doubles with anything in it, to be filled at once and soon thrown away: the columns of a thousand series are
 * parts of few pieces of memory, since making each by itself, and collecting it, takes longer than filling it.
 */
export function takeDoubles(length: number): Float64Array<ArrayBuffer> {
  if (length > MAX_SHARED_LENGTH) return new Float64Array(length);
  const byteOffset = take(length);
  return new Float64Array(piece.buffer, byteOffset, length);
}

/** The same of numbers of 32 bits. */
export function takeFloats(length: number): Float32Array<ArrayBuffer> {
  if (length > MAX_SHARED_LENGTH) return new Float32Array(length);
  const byteOffset = take(Math.ceil(length / 2));
  return new Float32Array(piece.buffer, byteOffset, length);
}

function take(length: number): number {
  if (taken + length > piece.length) {
    piece = new Float64Array(PIECE_LENGTH);
    taken = 0;
  }
  const byteOffset = taken * Float64Array.BYTES_PER_ELEMENT;
  taken += length;
  return byteOffset;
}
