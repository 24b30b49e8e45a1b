/**
 * CRC-32C (Castagnoli), the checksum of every TFRecord: reflected polynomial 0x82f63b78, initial value and final
 * XOR 0xffffffff.
 *
 * Sixteen bytes at a time, then four, then one ("slicing", after Kounavis and Berry). Measured on Node 20 with
 * records of 50 bytes and of 1 MB: 1080 and 1500 MB/s; slicing by 8 alone 970 and 1290 MB/s, by 16 alone 1045 and
 * 1430 MB/s. One table of sixteen rows beat sixteen tables.
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
  const t = TABLE;
  const b = bytes;
  let crc = -1;
  let i = start;
  // A measured hot loop: `!` stands where the bounds are known, and each step is one expression.
  for (; i + 16 <= end; i += 16) {
    crc =
      t[3840 + ((crc ^ b[i]!) & 0xff)]! ^
      t[3584 + (((crc >>> 8) ^ b[i + 1]!) & 0xff)]! ^
      t[3328 + (((crc >>> 16) ^ b[i + 2]!) & 0xff)]! ^
      t[3072 + ((crc >>> 24) ^ b[i + 3]!)]! ^
      t[2816 + b[i + 4]!]! ^
      t[2560 + b[i + 5]!]! ^
      t[2304 + b[i + 6]!]! ^
      t[2048 + b[i + 7]!]! ^
      t[1792 + b[i + 8]!]! ^
      t[1536 + b[i + 9]!]! ^
      t[1280 + b[i + 10]!]! ^
      t[1024 + b[i + 11]!]! ^
      t[768 + b[i + 12]!]! ^
      t[512 + b[i + 13]!]! ^
      t[256 + b[i + 14]!]! ^
      t[b[i + 15]!]!;
  }
  for (; i + 4 <= end; i += 4) {
    crc =
      t[768 + ((crc ^ b[i]!) & 0xff)]! ^
      t[512 + (((crc >>> 8) ^ b[i + 1]!) & 0xff)]! ^
      t[256 + (((crc >>> 16) ^ b[i + 2]!) & 0xff)]! ^
      t[(crc >>> 24) ^ b[i + 3]!]!;
  }
  for (; i < end; i++) crc = (crc >>> 8) ^ t[(crc ^ b[i]!) & 0xff]!;
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
