/** Bytes of a piece of memory, and how many of them a column may have that shares it with others. */
const PIECE_BYTES = 2 ** 18;
const MAX_SHARED_BYTES = PIECE_BYTES / 8;
const ALIGNED_BYTES = 8;

let piece = new Uint8Array(0);
let taken = 0;

/**
 * Little-endian columns of a live message as typed arrays. A field of a decoded message is a view somewhere in the
 * message's buffer, mostly at an odd offset, so each of these copies; the result is the caller's. Short columns share their
 * memory: there may be thousands in a message.
 * Every platform with a browser that runs this page is little-endian.
 */
export function copyFloat64(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  const length = Math.floor(bytes.length / 8);
  const { buffer, byteOffset } = copyAligned(bytes);
  return new Float64Array(buffer, byteOffset, length);
}

export function copyFloat32(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  const length = Math.floor(bytes.length / 4);
  const { buffer, byteOffset } = copyAligned(bytes);
  return new Float32Array(buffer, byteOffset, length);
}

export function copyUint32(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  const length = Math.floor(bytes.length / 4);
  const { buffer, byteOffset } = copyAligned(bytes);
  return new Uint32Array(buffer, byteOffset, length);
}

/** Numbers of 32 bits as doubles. */
export function widenFloat32(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  const narrow = copyFloat32(bytes);
  const { buffer, byteOffset } = take(narrow.length * 8);
  const wide = new Float64Array(buffer, byteOffset, narrow.length);
  wide.set(narrow);
  return wide;
}

interface Place {
  readonly buffer: ArrayBuffer;
  readonly byteOffset: number;
}

function copyAligned(bytes: Uint8Array): Place {
  const place = take(bytes.length);
  new Uint8Array(place.buffer, place.byteOffset, bytes.length).set(bytes);
  return place;
}

function take(count: number): Place {
  if (count > MAX_SHARED_BYTES) return { buffer: new ArrayBuffer(count), byteOffset: 0 };
  if (taken + count > piece.length) {
    piece = new Uint8Array(PIECE_BYTES);
    taken = 0;
  }
  const byteOffset = taken;
  taken += Math.ceil(count / ALIGNED_BYTES) * ALIGNED_BYTES;
  return { buffer: piece.buffer, byteOffset };
}
