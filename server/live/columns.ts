/** A typed array as the bytes of a message: little-endian, as every machine that Node runs on. No copy. */
export function columnBytes(column: ArrayBufferView): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
}
