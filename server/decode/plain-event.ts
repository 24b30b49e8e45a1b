import type { ScalarLog } from './point-batch.ts';
import type { TagTable } from './tag-table.ts';

/** A tag whose points the fast pass may append: a scalar series whose metadata need no look any more. */
export interface PlainTag {
  readonly index: number;
  /** Number of the file in which nothing new can come up about this tag; -1 = the general pass must look. */
  plainInFile: number;
  flags: number;
}

/** SERIES_FLAGS.floating, and with SERIES_FLAGS.wide for doubles: written out, since this is the innermost loop. */
const FLOAT = 2;
const DOUBLE = 3;

/**
 * The fast pass over the events that nearly all of a log consists of: wall time, step, and a summary of scalars with
 * known tags, each as simple_value or as a rank-0 float or double tensor, in the order in which writers put the
 * fields. Returns false, with nothing appended, for anything else: the general pass then reads it from the start.
 *
 * One flat function over plain locals: what is read is bytes at known distances, so that a point costs about 100 ns,
 * half of it the checksum before. `end` is within `bytes`; every jump is checked against it.
 */
export function decodePlainEvent(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  file: number,
  tags: TagTable<PlainTag>,
  log: ScalarLog,
): boolean {
  // 09 wall_time, 10 step, 2a length: at least 9 + 2 + 2 bytes.
  if (end - start < 13 || bytes[start] !== 0x09 || bytes[start + 9] !== 0x10) return false;
  const wallTime = view.getFloat64(start + 1, true);
  let at = start + 10;
  let byte = bytes[at++]!;
  let step = byte & 0x7f;
  for (let shift = 7; byte >= 0x80; shift += 7) {
    if (shift > 21) return false;
    byte = bytes[at++]!;
    step |= (byte & 0x7f) << shift;
  }
  if (bytes[at] !== 0x2a) return false;
  let length = bytes[at + 1]!;
  at += 2;
  if (length >= 0x80) {
    length = (length & 0x7f) | (bytes[at]! << 7);
    if (bytes[at++]! >= 0x80) return false;
  }
  if (at + length !== end) return false;

  const before = log.length;
  while (at < end) {
    // 0a length of the value, 0a length of the tag, both below 128.
    const valueEnd = at + 2 + bytes[at + 1]!;
    const tagStart = at + 4;
    const tagEnd = tagStart + bytes[at + 3]!;
    const isValue =
      bytes[at] === 0x0a && bytes[at + 1]! < 0x80 && bytes[at + 2] === 0x0a && bytes[at + 3]! < 0x80;
    const tag =
      isValue && valueEnd <= end && tagEnd + 5 <= valueEnd ? tags.find(bytes, tagStart, tagEnd) : undefined;
    if (tag === undefined || tag.plainInFile !== file) {
      log.rollBack(before);
      return false;
    }
    let next = 0;
    let value = 0;
    if (bytes[tagEnd] === 0x15) {
      value = view.getFloat32(tagEnd + 1, true);
      tag.flags |= FLOAT;
      next = tagEnd + 5;
    } else if (bytes[tagEnd] === 0x42) {
      // dtype, then perhaps an empty shape, then tensor_content or a packed list of one.
      const tensorEnd = tagEnd + 2 + bytes[tagEnd + 1]!;
      const content = bytes[tagEnd + 4] === 0x12 && bytes[tagEnd + 5] === 0 ? tagEnd + 6 : tagEnd + 4;
      const field = bytes[content];
      if (tensorEnd <= valueEnd && bytes[tagEnd + 2] === 0x08) {
        if (bytes[tagEnd + 3] === 1 && content + 6 === tensorEnd && bytes[content + 1] === 4) {
          if (field === 0x22 || field === 0x2a) {
            value = view.getFloat32(content + 2, true);
            tag.flags |= FLOAT;
            next = tensorEnd;
          }
        } else if (bytes[tagEnd + 3] === 2 && content + 10 === tensorEnd && bytes[content + 1] === 8) {
          if (field === 0x22 || field === 0x32) {
            value = view.getFloat64(content + 2, true);
            tag.flags |= DOUBLE;
            next = tensorEnd;
          }
        }
      }
    }
    // Metadata of a tag that is known say nothing new; they are the value's last field.
    if (next !== 0 && next < valueEnd && bytes[next] === 0x4a) next += 2 + bytes[next + 1]!;
    if (next !== valueEnd) {
      log.rollBack(before);
      return false;
    }
    log.push(tag.index, step, wallTime, value);
    at = valueEnd;
  }
  return true;
}
