import { crc32c, crc32cOfView, maskCrc } from './crc32c.ts';

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

/** The stored checksum of every short length: nearly all records are short, and looking up costs a tenth of computing. */
const LENGTH_CRCS = Int32Array.from({ length: 4096 }, (_, length) => {
  const header = new Uint8Array(8);
  header[0] = length & 0xff;
  header[1] = length >>> 8;
  return maskCrc(crc32c(header, 0, 8));
});

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
  read(view: DataView, start: number, limit: number): RecordStatus {
    if (limit - start < HEADER_BYTES) {
      this.needed = HEADER_BYTES;
      return RECORD_STATUS.short;
    }
    let length = view.getInt32(start, true);
    const isShort = length >>> 0 < LENGTH_CRCS.length && view.getInt32(start + 4, true) === 0;
    if (
      view.getInt32(start + 8, true) !==
      (isShort ? LENGTH_CRCS[length]! : maskCrc(crc32cOfView(view, start, start + 8)) | 0)
    ) {
      return RECORD_STATUS.badLength;
    }
    if (!isShort) {
      length = view.getUint32(start, true) + view.getUint32(start + 4, true) * 0x1_0000_0000;
      if (length > MAX_PAYLOAD_BYTES) return RECORD_STATUS.badLength;
    }
    const payloadStart = start + HEADER_BYTES;
    const payloadEnd = payloadStart + length;
    if (payloadEnd + FOOTER_BYTES > limit) {
      this.needed = HEADER_BYTES + length + FOOTER_BYTES;
      return RECORD_STATUS.short;
    }
    this.payloadStart = payloadStart;
    this.payloadEnd = payloadEnd;
    this.end = payloadEnd + FOOTER_BYTES;
    if ((maskCrc(crc32cOfView(view, payloadStart, payloadEnd)) | 0) !== view.getInt32(payloadEnd, true)) {
      return RECORD_STATUS.badDataCrc;
    }
    return RECORD_STATUS.ok;
  }
}
