import { crc32c, unmaskCrc } from './crc32c.ts';

/** What RecordCursor found at a position. */
export const RECORD_STATUS = {
  /** A whole record whose checksums agree. */
  ok: 0,
  /** The bytes end inside the record: `needed` says how many it takes from its start. */
  short: 1,
  /** The length is wrong (its checksum, or more than a protobuf can have): nothing is known about what follows. */
  badLength: 2,
  /** The checksum of the payload does not agree: this record is lost, the next one begins at `end`. */
  badDataCrc: 3,
} as const;

export type RecordStatus = (typeof RECORD_STATUS)[keyof typeof RECORD_STATUS];

const HEADER_BYTES = 12;
const FOOTER_BYTES = 4;
/** A protobuf message is under 2 GiB; a header that declares more is damage, not a record to wait for. */
const MAX_PAYLOAD_BYTES = 2 ** 31 - 1;

/**
 * Reads TFRecord framing in place: length (uint64), masked CRC-32C of the length, payload, masked CRC-32C of the
 * payload, all little-endian. One cursor serves a whole file, so that no object is made per record.
 */
export class RecordCursor {
  /** First byte of the payload and the byte after it, after `read` returned ok. */
  payloadStart = 0;
  payloadEnd = 0;
  /** Byte after the record, after `read` returned ok or badDataCrc. */
  end = 0;
  /** Bytes from the record's start that it takes to read it, after `read` returned short. */
  needed = 0;

  /** Looks at the record that begins at `start`; bytes from `limit` on are not there yet. */
  read(bytes: Uint8Array, start: number, limit: number): RecordStatus {
    if (limit - start < HEADER_BYTES) {
      this.needed = HEADER_BYTES;
      return RECORD_STATUS.short;
    }
    if (crc32c(bytes, start, start + 8) !== unmaskCrc(readUint32(bytes, start + 8))) {
      return RECORD_STATUS.badLength;
    }
    const length = readUint32(bytes, start) + readUint32(bytes, start + 4) * 0x1_0000_0000;
    if (length > MAX_PAYLOAD_BYTES) return RECORD_STATUS.badLength;
    const recordBytes = HEADER_BYTES + length + FOOTER_BYTES;
    if (limit - start < recordBytes) {
      this.needed = recordBytes;
      return RECORD_STATUS.short;
    }
    this.payloadStart = start + HEADER_BYTES;
    this.payloadEnd = this.payloadStart + length;
    this.end = start + recordBytes;
    if (crc32c(bytes, this.payloadStart, this.payloadEnd) !== unmaskCrc(readUint32(bytes, this.payloadEnd))) {
      return RECORD_STATUS.badDataCrc;
    }
    return RECORD_STATUS.ok;
  }
}

function readUint32(bytes: Uint8Array, at: number): number {
  // Hot: four array reads beat a DataView here, and the caller has checked the bounds.
  return (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0;
}
