import type { ByteSource, ByteTarget } from './byte-columns.ts';

type Numbers = Uint32Array | Float64Array;

/** Of a column that `writeDistances` wrote: bytes for each number, 0 to 4. */
export type DistanceWidth = 0 | 1 | 2 | 3 | 4;

/**
 * Writes the first number, the least distance of neighbours, and by how much each distance is more, in as few bytes as
 * all of these fit; none where the numbers are evenly spaced. Wall times a few milliseconds off the beat take two bytes
 * each, and are read ten times as fast as from a general codec.
 *
 * @returns the width; undefined, with nothing written, where some number is not whole or the distances differ too much
 */
export function writeDistances(
  target: ByteTarget,
  numbers: Numbers,
  count: number,
): DistanceWidth | undefined {
  if (numbers instanceof Float64Array && !areWhole(numbers, count)) return undefined;
  const { least, most } = distances(numbers, count);
  const width = widthOf(most - least);
  // A distance that is no such integer may have been rounded.
  if (width === undefined || !Number.isSafeInteger(least) || !Number.isSafeInteger(most)) return undefined;
  target.writeDouble(numbers[0] ?? 0);
  target.writeDouble(least);
  if (width === 0) return width;
  const bytes = target.reserve(count * width);
  if (width === 3) {
    for (let at = 1; at < count; at++) {
      const more = numbers[at]! - numbers[at - 1]! - least;
      bytes[at * 3] = more;
      bytes[at * 3 + 1] = more >>> 8;
      bytes[at * 3 + 2] = more >>> 16;
    }
    return width;
  }
  const into = unsignedOf(bytes, width);
  for (let at = 1; at < count; at++) into[at] = numbers[at]! - numbers[at - 1]! - least;
  return width;
}

/** Reads as many numbers as `numbers` has room for. @throws RangeError where the bytes end before */
export function readDistances(source: ByteSource, numbers: Numbers, width: DistanceWidth): void {
  const count = numbers.length;
  let number = source.readDouble();
  const least = source.readDouble();
  if (count > 0) numbers[0] = number;
  if (width === 0) {
    for (let at = 1; at < count; at++) numbers[at] = number += least;
    return;
  }
  const bytes = source.take(count * width);
  if (width === 3) {
    for (let at = 1; at < count; at++) {
      number += least + (bytes[at * 3]! | (bytes[at * 3 + 1]! << 8) | (bytes[at * 3 + 2]! << 16));
      numbers[at] = number;
    }
    return;
  }
  const from = unsignedOf(bytes, width);
  for (let at = 1; at < count; at++) numbers[at] = number += least + from[at]!;
}

function widthOf(spread: number): DistanceWidth | undefined {
  if (spread === 0) return 0;
  if (spread < 2 ** 8) return 1;
  if (spread < 2 ** 16) return 2;
  if (spread < 2 ** 24) return 3;
  return spread < 2 ** 32 ? 4 : undefined;
}

function distances(numbers: Numbers, count: number): { least: number; most: number } {
  if (count < 2) return { least: 0, most: 0 };
  let least = Infinity;
  let most = -Infinity;
  for (let at = 1; at < count; at++) {
    const distance = numbers[at]! - numbers[at - 1]!;
    if (distance < least) least = distance;
    if (distance > most) most = distance;
  }
  return { least, most };
}

function areWhole(numbers: Float64Array, count: number): boolean {
  for (let at = 0; at < count; at++) {
    const number = numbers[at]!;
    // Minus zero would come back as zero.
    if (!Number.isSafeInteger(number) || (number === 0 && 1 / number < 0)) return false;
  }
  return true;
}

function unsignedOf({ buffer, byteOffset, byteLength }: Uint8Array, width: 1 | 2 | 4) {
  if (width === 4) return new Uint32Array(buffer, byteOffset, byteLength / 4);
  if (width === 2) return new Uint16Array(buffer, byteOffset, byteLength / 2);
  return new Uint8Array(buffer, byteOffset, byteLength);
}
