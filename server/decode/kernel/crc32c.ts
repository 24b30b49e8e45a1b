// CRC-32C as in ../crc32c.ts, without bounds checks: twice as fast on records of 50 bytes.

const POLYNOMIAL: u32 = 0x82f63b78;
const ROW_BYTES: usize = 256 * 4;
const ROWS: usize = 16;
/** Row k, entry b: the checksum state after the byte b and k zero bytes. */
const TABLE: usize = memory.data(16 * 256 * 4, 16);
const MASK_DELTA: u32 = 0xa282ead8;

/** Fills the table; once, before anything else. */
export function buildTable(): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    let crc = byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ POLYNOMIAL : crc >>> 1;
    store<u32>(TABLE + ((<usize>byte) << 2), crc);
  }
  for (let at = TABLE + ROW_BYTES; at < TABLE + ROWS * ROW_BYTES; at += 4) {
    const previous = load<u32>(at - ROW_BYTES);
    store<u32>(at, (previous >>> 8) ^ load<u32>(first(previous), TABLE));
  }
}

/** The place in a row of the table of a word's first, second, third and fourth byte. */
function first(word: u32): usize {
  return <usize>((word << 2) & 1020);
}
function second(word: u32): usize {
  return <usize>((word >>> 6) & 1020);
}
function third(word: u32): usize {
  return <usize>((word >>> 14) & 1020);
}
function fourth(word: u32): usize {
  return <usize>((word >>> 22) & 1020);
}

/** The checksum of the bytes from `start` to `end` in the masked form in which records store it. */
export function maskedCrc(start: usize, end: usize): u32 {
  let crc: u32 = 0xffffffff;
  let at = start;
  // Each row's distance is written out, so that it becomes part of the load.
  for (; at + 16 <= end; at += 16) {
    const a = load<u32>(at) ^ crc;
    const b = load<u32>(at, 4);
    const c = load<u32>(at, 8);
    const d = load<u32>(at, 12);
    crc =
      load<u32>(first(a), TABLE + 15 * ROW_BYTES) ^
      load<u32>(second(a), TABLE + 14 * ROW_BYTES) ^
      load<u32>(third(a), TABLE + 13 * ROW_BYTES) ^
      load<u32>(fourth(a), TABLE + 12 * ROW_BYTES) ^
      load<u32>(first(b), TABLE + 11 * ROW_BYTES) ^
      load<u32>(second(b), TABLE + 10 * ROW_BYTES) ^
      load<u32>(third(b), TABLE + 9 * ROW_BYTES) ^
      load<u32>(fourth(b), TABLE + 8 * ROW_BYTES) ^
      load<u32>(first(c), TABLE + 7 * ROW_BYTES) ^
      load<u32>(second(c), TABLE + 6 * ROW_BYTES) ^
      load<u32>(third(c), TABLE + 5 * ROW_BYTES) ^
      load<u32>(fourth(c), TABLE + 4 * ROW_BYTES) ^
      load<u32>(first(d), TABLE + 3 * ROW_BYTES) ^
      load<u32>(second(d), TABLE + 2 * ROW_BYTES) ^
      load<u32>(third(d), TABLE + ROW_BYTES) ^
      load<u32>(fourth(d), TABLE);
  }
  for (; at + 4 <= end; at += 4) {
    const word = load<u32>(at) ^ crc;
    crc =
      load<u32>(first(word), TABLE + 3 * ROW_BYTES) ^
      load<u32>(second(word), TABLE + 2 * ROW_BYTES) ^
      load<u32>(third(word), TABLE + ROW_BYTES) ^
      load<u32>(fourth(word), TABLE);
  }
  for (; at < end; at++) crc = (crc >>> 8) ^ load<u32>(first(crc ^ load<u8>(at)), TABLE);
  return rotr(~crc, 15) + MASK_DELTA;
}
