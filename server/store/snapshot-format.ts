import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';

/**
 * The form of what a snapshot holds, and of how it was made: count it up whenever a released server would misread what
 * another wrote, or would read an events file differently.
 */
const SNAPSHOT_VERSION = 4;
/** "RLSN". */
const MAGIC = 0x4e534c52;
const HEADER_BYTES = 16;

/**
 * Plain data (objects, arrays, typed arrays, undefined) as the bytes of a snapshot file.
 *
 *     header = magic u32, version u32, CRC-32 of the body u32, zero u32; little-endian
 *     body   = V8's own serialization of the data: native, and typed columns are copied as they are
 */
export function encodeSnapshot(data: unknown): Uint8Array {
  const body = serialize(data);
  const bytes = new Uint8Array(HEADER_BYTES + body.length);
  const header = new DataView(bytes.buffer);
  header.setUint32(0, MAGIC, true);
  header.setUint32(4, SNAPSHOT_VERSION, true);
  header.setUint32(8, crc32(body), true);
  bytes.set(body, HEADER_BYTES);
  return bytes;
}

/** The data; undefined when the bytes are damaged, of another version, or no snapshot at all. */
export function decodeSnapshot(bytes: Uint8Array): unknown {
  if (bytes.length < HEADER_BYTES) return undefined;
  const header = new DataView(bytes.buffer, bytes.byteOffset);
  const body = bytes.subarray(HEADER_BYTES);
  const isSound =
    header.getUint32(0, true) === MAGIC &&
    header.getUint32(4, true) === SNAPSHOT_VERSION &&
    header.getUint32(8, true) === crc32(body);
  if (!isSound) return undefined;
  try {
    return deserialize(body);
  } catch {
    // Written by a newer version of Node.
    return undefined;
  }
}
