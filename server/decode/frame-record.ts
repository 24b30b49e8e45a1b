import { crc32c, maskCrc } from './crc32c.ts';

const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;

/**
 * One TFRecord around a payload: length (uint64), masked checksum of the length, payload, masked checksum of the
 * payload, all little-endian. Format: tensorflow/core/lib/io/record_writer.h.
 */
export function frameRecord(payload: Uint8Array): Uint8Array {
  const record = new Uint8Array(HEADER_BYTES + payload.length + FOOTER_BYTES);
  const view = new DataView(record.buffer);
  view.setBigUint64(0, BigInt(payload.length), true);
  view.setUint32(8, maskCrc(crc32c(record, 0, 8)), true);
  record.set(payload, HEADER_BYTES);
  const end = HEADER_BYTES + payload.length;
  view.setUint32(end, maskCrc(crc32c(record, HEADER_BYTES, end)), true);
  return record;
}
