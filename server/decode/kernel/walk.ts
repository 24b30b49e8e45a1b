// The fast pass over the records that nearly all of a log consists of.
import { maskedCrc } from './crc32c';
import { append, capacity, logLength, truncateLog } from './log';
import { findTag, seriesOf } from './tags';

const HEADER_BYTES: usize = 12;
const FOOTER_BYTES: usize = 4;
/** GROUP_FLAGS of ../../store/point-groups.ts for a float32 and a double. */
const FLOAT: u8 = 2;
const DOUBLE: u8 = 3;

/** The stored checksum of every short length: nearly all records are short, and looking up costs less than computing. */
const SHORT: u64 = 4096;
const LENGTH_CRCS: usize = memory.data(4096 * 4, 16);
const LENGTH: usize = memory.data(8, 8);

/** Fills the table of checksums; once. */
export function buildLengthCrcs(): void {
  for (let length: u64 = 0; length < SHORT; length++) {
    store<u64>(LENGTH, length);
    store<u32>(LENGTH_CRCS + ((<usize>length) << 2), maskedCrc(LENGTH, LENGTH + 8));
  }
}

/** What a point takes up at least in a file: the tags and lengths of value and tag, and simple_value. */
const POINT_BYTES: usize = 9;

/** Records that the last `walk` passed. */
export let records: usize = 0;

/**
 * Reads records from `at` on, as long as they begin before `until`, end within `limit`, have the right checksums, and
 * hold a plain event; appends their points to the log. Returns where it stopped: what is there, if anything, is for the
 * general pass. It does nothing while the log has too little room.
 */
export function walk(at: usize, limit: usize, until: usize): usize {
  records = 0;
  if (logLength() + (limit - at) / POINT_BYTES > capacity) return at;
  while (at < until && at + HEADER_BYTES + FOOTER_BYTES <= limit) {
    const length = load<u64>(at);
    if (length > <u64>(limit - at)) break;
    const start = at + HEADER_BYTES;
    const end = start + <usize>length;
    if (end + FOOTER_BYTES > limit) break;
    const lengthCrc =
      length < SHORT ? load<u32>(LENGTH_CRCS + ((<usize>length) << 2)) : maskedCrc(at, at + 8);
    if (load<u32>(at, 8) !== lengthCrc) break;
    const before = logLength();
    // The event first: where it is not plain, its checksum would be computed twice.
    if (!readEvent(start, end) || load<u32>(end) !== maskedCrc(start, end)) {
      truncateLog(before);
      break;
    }
    at = end + FOOTER_BYTES;
    records++;
  }
  return at;
}

/**
 * Reads an event of wall time, step, and a summary of scalars with known tags, each as simple_value or as a rank-0 float
 * or double tensor, in the order in which writers put the fields. Returns false for anything else; what was appended
 * until then is for the caller to take back. Loads reach up to 16 bytes behind `end`, which the block has room for;
 * nothing from there is believed.
 */
function readEvent(start: usize, end: usize): bool {
  // 09 wall_time, 10 step (absent when it is 0), 2a length.
  if (end - start < 11 || load<u8>(start) !== 0x09) return false;
  const wallTime = load<f64>(start, 1);
  let at = start + 9;
  let step: i64 = 0;
  if (load<u8>(at) === 0x10) {
    at++;
    let byte = <i64>load<u8>(at++);
    step = byte & 0x7f;
    for (let shift: i64 = 7; byte >= 0x80; shift += 7) {
      if (shift > 45) return false;
      byte = <i64>load<u8>(at++);
      step |= (byte & 0x7f) << shift;
    }
  }
  if (load<u8>(at) !== 0x2a) return false;
  let length = <usize>load<u8>(at, 1);
  at += 2;
  if (length >= 0x80) {
    const second = <usize>load<u8>(at++);
    length = (length & 0x7f) | ((second & 0x7f) << 7);
    if (second >= 0x80) {
      const third = <usize>load<u8>(at++);
      if (third >= 0x80) return false;
      length |= third << 14;
    }
  }
  if (at + length !== end) return false;
  while (at < end) {
    at = readValue(at, end, step, wallTime);
    if (at === 0) return false;
  }
  return true;
}

/** Reads the summary value at `at`; returns where it ends, or 0 when it is not plain. */
function readValue(at: usize, end: usize, step: i64, wallTime: f64): usize {
  // 0a length of the value, 0a length of the tag, both below 128.
  if ((load<u32>(at) & 0x80ff80ff) !== 0x000a000a) return 0;
  const valueEnd = at + 2 + <usize>load<u8>(at, 1);
  const tagLength = <usize>load<u8>(at, 3);
  const field = at + 4 + tagLength;
  if (valueEnd > end || field + 5 > valueEnd) return 0;
  const tag = findTag(at + 4, tagLength);
  if (tag === 0) return 0;
  let flags: u8 = FLOAT;
  let next: usize = 0;
  let value: f64 = 0;
  if (load<u8>(field) === 0x15) {
    value = <f64>load<f32>(field, 1);
    next = field + 5;
  } else if (load<u8>(field) === 0x42) {
    // dtype, then perhaps an empty shape, then tensor_content or a packed list of one.
    const tensorEnd = field + 2 + <usize>load<u8>(field, 1);
    const content = load<u16>(field, 4) === 0x0012 ? field + 6 : field + 4;
    const number = load<u8>(content);
    if (tensorEnd > valueEnd || load<u8>(field, 2) !== 0x08) return 0;
    const dtype = load<u8>(field, 3);
    if (dtype === 1 && content + 6 === tensorEnd && load<u8>(content, 1) === 4) {
      if (number !== 0x22 && number !== 0x2a) return 0;
      value = <f64>load<f32>(content, 2);
    } else if (dtype === 2 && content + 10 === tensorEnd && load<u8>(content, 1) === 8) {
      if (number !== 0x22 && number !== 0x32) return 0;
      value = load<f64>(content, 2);
      flags = DOUBLE;
    } else {
      return 0;
    }
    next = tensorEnd;
  } else {
    return 0;
  }
  // Metadata of a tag that is known say nothing new; they are the value's last field.
  if (next < valueEnd && load<u8>(next) === 0x4a) next += 2 + <usize>load<u8>(next, 1);
  if (next !== valueEnd) return 0;
  append(seriesOf(tag), step, wallTime, value, 0, flags);
  return valueEnd;
}
