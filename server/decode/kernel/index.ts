// The innermost loop of decoding as WebAssembly, in AssemblyScript: compiled before it first runs, with 64-bit loads
// and without bounds checks, it reads three to four times as fast as the same in JavaScript. ../kernel.ts is its
// other side.
import { buildTable } from './crc32c';
import { append, reserve } from './log';
import { BLOCK, BLOCK_BYTES } from './memory-map';
import { buildLengthCrcs } from './walk';

export { group, groupCount, grouped, groupedBytes, logLength, reserve } from './log';
export { addTag, clearTags, keySpace } from './tags';
export { records, walk } from './walk';

export const block: usize = BLOCK;
export const blockBytes: usize = BLOCK_BYTES;

/** Appends a point that the general pass has read; its step is whole, and a double holds it exactly. */
export function push(series: u32, step: f64, wallTime: f64, value: f64, mark: u8, flags: u8): void {
  pushExact(series, <i64>step, wallTime, value, mark, flags);
}

/** The same with any step. */
export function pushExact(series: u32, step: i64, wallTime: f64, value: f64, mark: u8, flags: u8): void {
  reserve(1);
  append(series, step, wallTime, value, mark, flags);
}

reserve(1);
buildTable();
buildLengthCrcs();
