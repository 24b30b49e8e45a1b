import type { ByteSource, ByteTarget } from './byte-columns.ts';
import { COLUMN_FORM, distanceWidthOf } from './column-form.ts';
import { tickPool } from './column-pool.ts';
import { readDistances, writeDistances } from './distance-column.ts';
import { CHUNK_POINTS, type AxisSummary } from './series-store.ts';

/** Doubles between 2^30 and 2^31, seconds of the years 2004 to 2038, are multiples of 2^-22 s. */
const TICKS_PER_SECOND = 2 ** 22;
const SECONDS_PER_TICK = 2 ** -22;
/** Times may go back by a second behind a chunk's first: threads that log are not in step. */
const SLACK_TICKS = TICKS_PER_SECOND;
const LOW_SPAN = 2 ** 32;
const FULL_SPAN = 2 ** 48;
const NO_TICKS = new Uint32Array(0);
/** In the form of a written column: distances of 48 bits, not 32. */
const WIDE = 16;

/** Wall times of (base + tick) × 2^-22 seconds each: whole numbers above 0 and below 2^53. */
export interface TickTimes {
  readonly base: number;
  readonly ticks: Uint32Array;
}

/**
 * The wall times of a chunk, to the bit. Kept as distances from a base in ticks of 2^-22 s: 32 bits while a chunk spans
 * less than 17 minutes, 48 bits up to two years; and as doubles as soon as one is no such multiple.
 */
export class TimeColumn {
  #length = 0;
  #base = 0;
  #low = NO_TICKS;
  #high: Uint16Array | undefined;
  #doubles: Float64Array | undefined;

  /** The `count` times that `write` wrote in a form. @throws RangeError when the bytes are none that it wrote */
  static read(source: ByteSource, form: number, count: number): TimeColumn {
    const column = new TimeColumn();
    const width = distanceWidthOf(form & ~WIDE);
    column.#length = count;
    if (width === undefined) {
      column.#doubles = source.readColumn(new Float64Array(count));
      return column;
    }
    if (form & WIDE) {
      const ticks = new Float64Array(count);
      readDistances(source, ticks, width);
      column.#low = Uint32Array.from(ticks);
      column.#high = Uint16Array.from(ticks, (tick) => tick / LOW_SPAN);
    } else {
      column.#low = tickColumn(count);
      readDistances(source, column.#low, width);
    }
    column.#base = source.readDouble();
    return column;
  }

  get bytes(): number {
    return this.#low.byteLength + (this.#high?.byteLength ?? 0) + (this.#doubles?.byteLength ?? 0);
  }

  /** Seconds since the epoch. */
  at(index: number): number {
    if (this.#doubles) return this.#doubles[index]!;
    const low = this.#low[index]!;
    return (this.#base + (this.#high ? low + this.#high[index]! * LOW_SPAN : low)) * SECONDS_PER_TICK;
  }

  /** Appends times[from, to). Whatever is kept has room for `capacity` times. */
  append(times: Float64Array | TickTimes, [from, to]: readonly [number, number], capacity: number): void {
    if (times instanceof Float64Array) this.#append(times, [from, to], capacity);
    else if (!this.#appendTicks(times, from, to, capacity))
      this.#append(inSeconds(times, from, to), [0, to - from], capacity);
  }

  /** Appends ticks as they are, but for the base, where all of them fit 32 bits. */
  #appendTicks({ base, ticks }: TickTimes, from: number, to: number, capacity: number): boolean {
    if (this.#doubles || this.#high) return false;
    if (this.#length === 0) this.#base = base - SLACK_TICKS;
    const shift = base - this.#base;
    // Whatever the ticks are, they are below 2^32.
    if (shift < 0 || shift >= LOW_SPAN) return false;
    this.#makeRoom(capacity);
    const low = this.#low;
    let index = this.#length;
    for (let at = from; at < to; at++) {
      const distance = ticks[at]! + shift;
      if (distance >= LOW_SPAN) return false;
      low[index++] = distance;
    }
    this.#length = index;
    return true;
  }

  #append(times: Float64Array, [from, to]: readonly [number, number], capacity: number): void {
    if (this.#length === 0 && from < to)
      this.#base = Math.floor(times[from]! * TICKS_PER_SECOND) - SLACK_TICKS;
    this.#makeRoom(capacity);
    const packed = this.#doubles ? from : this.#pack(times, from, to, capacity);
    if (packed < to && !this.#doubles) this.#keepDoubles(capacity);
    this.#doubles?.set(times.subarray(packed, to), this.#length);
    this.#length += to - packed;
  }

  /** Writes the times, and returns the form in which it did. */
  write(target: ByteTarget): number {
    const length = this.#length;
    const high = this.#high;
    if (!this.#doubles) {
      const ticks = high
        ? Float64Array.from({ length }, (_, at) => this.#low[at]! + high[at]! * LOW_SPAN)
        : this.#low;
      const width = writeDistances(target, ticks, length);
      if (width !== undefined) {
        target.writeDouble(this.#base);
        return COLUMN_FORM.distances + width + (high ? WIDE : 0);
      }
    }
    target.writeColumn(
      this.#doubles?.subarray(0, length) ?? Float64Array.from({ length }, (_, at) => this.at(at)),
    );
    return COLUMN_FORM.plain;
  }

  /** Gives the ticks to chunks to come: from the next turn of the event loop on nobody may need these times. */
  recycle(): void {
    tickPool.give(this.#low);
  }

  /** Lowest and highest time, and whether none goes back; NaN when one is no number. */
  summary(): AxisSummary {
    let lowest = Infinity;
    let highest = -Infinity;
    let isAscending = true;
    for (let at = 0; at < this.#length; at++) {
      const time = this.at(at);
      if (Number.isNaN(time)) return { lowest: NaN, highest: NaN, isAscending: false };
      if (time < highest) isAscending = false;
      if (time < lowest) lowest = time;
      if (time > highest) highest = time;
    }
    return { lowest, highest, isAscending };
  }

  /** Packs what can be packed, and returns where it stopped. */
  #pack(times: Float64Array, from: number, to: number, capacity: number): number {
    const base = this.#base;
    const low = this.#low;
    let high = this.#high;
    let index = this.#length;
    let at = from;
    for (; at < to; at++, index++) {
      const tick = times[at]! * TICKS_PER_SECOND;
      const distance = tick - base;
      // Positive ticks only: 0 could be minus zero.
      const isPackable =
        distance >= 0 &&
        distance < FULL_SPAN &&
        tick > 0 &&
        Math.floor(distance) === distance &&
        base + distance === tick;
      if (!isPackable) break;
      if (distance < LOW_SPAN) {
        low[index] = distance;
      } else {
        high ??= new Uint16Array(capacity);
        high[index] = distance / LOW_SPAN;
        low[index] = distance % LOW_SPAN;
      }
    }
    this.#high = high;
    this.#length = index;
    return at;
  }

  #makeRoom(capacity: number): void {
    if (this.#doubles) {
      if (this.#doubles.length >= capacity) return;
      const doubles = new Float64Array(capacity);
      doubles.set(this.#doubles);
      this.#doubles = doubles;
      return;
    }
    if (this.#low.length >= capacity) return;
    const low = tickColumn(capacity);
    low.set(this.#low);
    this.#low = low;
    if (!this.#high) return;
    const high = new Uint16Array(capacity);
    high.set(this.#high);
    this.#high = high;
  }

  #keepDoubles(capacity: number): void {
    const doubles = new Float64Array(capacity);
    for (let at = 0; at < this.#length; at++) doubles[at] = this.at(at);
    this.#doubles = doubles;
    this.#low = NO_TICKS;
    this.#high = undefined;
  }
}

function tickColumn(length: number): Uint32Array<ArrayBuffer> {
  return length === CHUNK_POINTS ? tickPool.take() : new Uint32Array(length);
}

function inSeconds({ base, ticks }: TickTimes, from: number, to: number): Float64Array {
  return Float64Array.from({ length: to - from }, (_, at) => (base + ticks[from + at]!) * SECONDS_PER_TICK);
}
