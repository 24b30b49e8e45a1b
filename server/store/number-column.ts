import { BYTES_PER_NUMBER, type ByteSource, type ByteTarget } from './byte-columns.ts';

/** How a column of numbers is written. */
export const FORM = {
  /** As they are, bytes shuffled. */
  raw: 0,
  /** First number and distance: the rest is computed. */
  regular: 1,
  /** First tick, then the changes of the distance between ticks as zigzag varints. */
  deltas: 2,
  /** 64-bit integers, bytes shuffled. */
  exact: 3,
} as const;

/** Ticks further apart than this would not leave room for differences of differences in a double. */
const MAX_SPREAD_TICKS = 2 ** 50;
/** From here on a varint's low bits are taken by division: bit operations see 32 bits. */
const WIDE = 2 ** 31;

/**
 * Writes numbers that are mostly whole multiples of 1/`scale` (a power of two) and nearly evenly spaced; any others in
 * full. Returns the form in which they were written.
 */
export function writeNumbers(target: ByteTarget, numbers: Float64Array, scale: number): number {
  if (isRegular(numbers)) {
    writeDoubles(target, [numbers[0] ?? 0, (numbers[1] ?? 0) - (numbers[0] ?? 0)]);
    return FORM.regular;
  }
  if (!areTicks(numbers, scale)) {
    target.writeShuffled(numbers);
    return FORM.raw;
  }
  let previous = (numbers[0] ?? 0) * scale;
  let distance = 0;
  writeDoubles(target, [previous]);
  const { bytes } = target;
  let at = target.at;
  for (let index = 1; index < numbers.length; index++) {
    const tick = numbers[index]! * scale;
    const change = tick - previous - distance;
    distance = tick - previous;
    previous = tick;
    let zigzag = change >= 0 ? change * 2 : -change * 2 - 1;
    for (; zigzag >= WIDE; zigzag = Math.floor(zigzag / 128)) bytes[at++] = (zigzag % 128) | 0x80;
    let low = zigzag | 0;
    for (; low > 0x7f; low >>>= 7) bytes[at++] = (low & 0x7f) | 0x80;
    bytes[at++] = low;
  }
  target.at = at;
  return FORM.deltas;
}

/** Reads `count` numbers written in a form. @throws RangeError when the bytes end before, or the form is unknown */
export function readNumbers(
  source: ByteSource,
  form: number | undefined,
  count: number,
  scale: number,
): Float64Array {
  const numbers = new Float64Array(count);
  switch (form) {
    case FORM.raw:
      return source.readShuffled(numbers);
    case FORM.regular: {
      const [first = 0, stride = 0] = readDoubles(source, 2);
      for (let index = 0; index < count; index++) numbers[index] = first + index * stride;
      return numbers;
    }
    case FORM.deltas:
      readDeltas(source, numbers, scale);
      return numbers;
    default:
      throw new RangeError(`no column of numbers has the form ${form}`);
  }
}

function readDeltas(source: ByteSource, numbers: Float64Array, scale: number): void {
  let [previous = 0] = readDoubles(source, 1);
  let distance = 0;
  if (numbers.length > 0) numbers[0] = previous / scale;
  const { bytes } = source;
  let at = source.at;
  for (let index = 1; index < numbers.length; index++) {
    let byte = bytes[at++]!;
    let zigzag = byte & 0x7f;
    for (let factor = 128; byte > 0x7f; factor *= 128) {
      byte = bytes[at++]!;
      zigzag += (byte & 0x7f) * factor;
    }
    distance += zigzag % 2 === 0 ? zigzag / 2 : -(zigzag + 1) / 2;
    previous += distance;
    numbers[index] = previous / scale;
  }
  source.at = at;
  source.take(0);
}

/** Whether first + index × stride gives each number, to the bit. */
function isRegular(numbers: Float64Array): boolean {
  const first = numbers[0] ?? 0;
  const stride = (numbers[1] ?? 0) - first;
  for (let index = 0; index < numbers.length; index++) {
    const number = numbers[index]!;
    if (number !== first + index * stride || isMinusZero(number)) return false;
  }
  return true;
}

function areTicks(numbers: Float64Array, scale: number): boolean {
  const first = (numbers[0] ?? 0) * scale;
  for (let index = 0; index < numbers.length; index++) {
    const tick = numbers[index]! * scale;
    if (!Number.isSafeInteger(tick) || Math.abs(tick - first) > MAX_SPREAD_TICKS || isMinusZero(tick))
      return false;
  }
  return true;
}

function isMinusZero(number: number): boolean {
  return number === 0 && 1 / number < 0;
}

function writeDoubles(target: ByteTarget, numbers: readonly number[]): void {
  const bytes = target.reserve(numbers.length * BYTES_PER_NUMBER);
  bytes.set(new Uint8Array(Float64Array.from(numbers).buffer));
}

function readDoubles(source: ByteSource, count: number): Float64Array {
  const numbers = new Float64Array(count);
  new Uint8Array(numbers.buffer).set(source.take(numbers.byteLength));
  return numbers;
}
