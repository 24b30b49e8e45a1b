/**
 * CRC-32C (Castagnoli), the checksum of every TFRecord: reflected polynomial 0x82f63b78, initial value and final
 * XOR 0xffffffff.
 *
 * Sixteen bytes at a time, then four, then one ("slicing", after Kounavis and Berry). Measured on Node 20 with
 * records of 50 bytes and of 1 MB: 1080 and 1700 MB/s; slicing by 8 alone is a tenth slower, and one table of sixteen rows
 * beats sixteen tables.
 */

const POLYNOMIAL = 0x82f63b78;
const ROW = 256;
const ROWS = 16;
const MASK_DELTA = 0xa282ead8;

const TABLE = buildTable();

/** Row k, entry b: the checksum state after the byte b and k zero bytes. */
function buildTable(): Int32Array {
  const table = new Int32Array(ROW * ROWS);
  for (let byte = 0; byte < ROW; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    table[byte] = crc;
  }
  for (let i = ROW; i < table.length; i++) {
    const previous = table[i - ROW]!;
    table[i] = (previous >>> 8) ^ table[previous & 0xff]!;
  }
  return table;
}

/** The CRC-32C of `bytes[start, end)` as an unsigned 32-bit number; 0 for an empty range. */
export function crc32c(bytes: Uint8Array, start = 0, end: number = bytes.length): number {
  return crc32cOfView(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), start, end);
}

/** The same of the bytes that a view is over: for hot loops, which have one at hand. */
export function crc32cOfView(view: DataView, start: number, end: number): number {
  const t = TABLE;
  let crc = -1;
  let i = start;
  // A measured hot loop: `!` stands where the bounds are known. Four bytes are read at once: half again as fast as one
  // by one.
  for (; i + 16 <= end; i += 16) {
    const w0 = view.getInt32(i, true) ^ crc;
    const w1 = view.getInt32(i + 4, true);
    const w2 = view.getInt32(i + 8, true);
    const w3 = view.getInt32(i + 12, true);
    crc =
      t[3840 + (w0 & 0xff)]! ^
      t[3584 + ((w0 >>> 8) & 0xff)]! ^
      t[3328 + ((w0 >>> 16) & 0xff)]! ^
      t[3072 + (w0 >>> 24)]! ^
      t[2816 + (w1 & 0xff)]! ^
      t[2560 + ((w1 >>> 8) & 0xff)]! ^
      t[2304 + ((w1 >>> 16) & 0xff)]! ^
      t[2048 + (w1 >>> 24)]! ^
      t[1792 + (w2 & 0xff)]! ^
      t[1536 + ((w2 >>> 8) & 0xff)]! ^
      t[1280 + ((w2 >>> 16) & 0xff)]! ^
      t[1024 + (w2 >>> 24)]! ^
      t[768 + (w3 & 0xff)]! ^
      t[512 + ((w3 >>> 8) & 0xff)]! ^
      t[256 + ((w3 >>> 16) & 0xff)]! ^
      t[w3 >>> 24]!;
  }
  for (; i + 4 <= end; i += 4) {
    const w = view.getInt32(i, true) ^ crc;
    crc = t[768 + (w & 0xff)]! ^ t[512 + ((w >>> 8) & 0xff)]! ^ t[256 + ((w >>> 16) & 0xff)]! ^ t[w >>> 24]!;
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ t[(crc ^ view.getUint8(i)) & 0xff]!;
  return ~crc >>> 0;
}

/** The form in which a TFRecord stores a checksum: rotated right by 15 bits and offset. Unsigned 32 bits. */
export function maskCrc(crc: number): number {
  return (((crc >>> 15) | (crc << 17)) + MASK_DELTA) >>> 0;
}

/** The inverse of `maskCrc`. */
export function unmaskCrc(masked: number): number {
  const rotated = (masked - MASK_DELTA) >>> 0;
  return ((rotated >>> 17) | (rotated << 15)) >>> 0;
}
