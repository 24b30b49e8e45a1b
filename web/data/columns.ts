/**
 * Little-endian columns of a live message as typed arrays. A field of a decoded message is a view somewhere in the
 * message's buffer, mostly at an odd offset, so each of these copies; the result is the caller's.
 * Every platform with a browser that runs this page is little-endian.
 */
export function copyFloat64(bytes: Uint8Array): Float64Array<ArrayBuffer> {
  return new Float64Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.length / 8));
}

export function copyFloat32(bytes: Uint8Array): Float32Array<ArrayBuffer> {
  return new Float32Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.length / 4));
}

export function copyUint32(bytes: Uint8Array): Uint32Array<ArrayBuffer> {
  return new Uint32Array(new Uint8Array(bytes).buffer, 0, Math.floor(bytes.length / 4));
}
