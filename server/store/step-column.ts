import type { ByteSource, ByteTarget } from './byte-columns.ts';
import { COLUMN_FORM, distanceWidthOf } from './column-form.ts';
import { readDistances, writeDistances } from './distance-column.ts';
import type { AxisSummary } from './series-store.ts';

/** Steps that are `first`, `first + stride`, `first + 2 stride` … */
export interface EvenSteps {
  readonly first: number;
  readonly stride: number;
}

/**
 * The steps of a chunk. Those that are evenly spaced are not kept but computed; others are kept as doubles, and those
 * beyond 2^53, where doubles are not exact, as 64-bit integers.
 */
export class StepColumn {
  #length = 0;
  #first = 0;
  #stride = 0;
  #doubles: Float64Array | undefined;
  #integers: BigInt64Array | undefined;

  /** The `count` steps that `write` wrote in a form. @throws RangeError when the bytes are none that it wrote */
  static read(source: ByteSource, form: number, count: number): StepColumn {
    const column = new StepColumn();
    const width = distanceWidthOf(form);
    column.#length = count;
    if (width === 0) {
      column.#first = source.readDouble();
      column.#stride = source.readDouble();
    } else if (form === COLUMN_FORM.integers) {
      column.#integers = source.readColumn(new BigInt64Array(count));
    } else {
      column.#doubles = new Float64Array(count);
      if (width === undefined) source.readColumn(column.#doubles);
      else readDistances(source, column.#doubles, width);
    }
    return column;
  }

  /** Whether some step is beyond 2^53. */
  get isExact(): boolean {
    return this.#integers !== undefined;
  }

  /** Whether steps are computed. */
  get isEven(): boolean {
    return !this.#doubles && !this.#integers;
  }

  get bytes(): number {
    return (this.#doubles?.byteLength ?? 0) + (this.#integers?.byteLength ?? 0);
  }

  at(index: number): number {
    if (this.#doubles) return this.#doubles[index]!;
    return this.#integers ? Number(this.#integers[index]) : this.#first + index * this.#stride;
  }

  /** The step as a bigint where a double may not hold it. */
  exactAt(index: number): number | bigint {
    return this.#integers?.[index] ?? this.at(index);
  }

  /** Appends steps[from, to). Whatever is kept has room for `capacity` steps. */
  append(
    steps: Float64Array | EvenSteps,
    exact: BigInt64Array | undefined,
    [from, to]: readonly [number, number],
    capacity: number,
  ): void {
    if (steps instanceof Float64Array) this.#append(steps, exact, [from, to], capacity);
    else if (!this.#extendEvenly(steps, from, to))
      this.#append(expand(steps, from, to), undefined, [0, to - from], capacity);
  }

  #append(
    steps: Float64Array,
    exact: BigInt64Array | undefined,
    [from, to]: readonly [number, number],
    capacity: number,
  ): void {
    if (exact && !this.#integers && !areSafe(steps, from, to)) this.#keepIntegers(capacity);
    const end = this.#length + to - from;
    if (this.#integers) {
      this.#integers = withRoom(this.#integers, capacity, BigInt64Array);
      for (let at = from; at < to; at++) {
        this.#integers[this.#length + at - from] = exact?.[at] ?? BigInt(steps[at]!);
      }
    } else if (this.#doubles || !this.#extend(steps, from, to)) {
      if (!this.#doubles) this.#keepDoubles(capacity);
      else this.#doubles = withRoom(this.#doubles, capacity, Float64Array);
      this.#doubles!.set(steps.subarray(from, to), this.#length);
    }
    this.#length = end;
  }

  /** Writes the steps, and returns the form in which it did. */
  write(target: ByteTarget): number {
    const length = this.#length;
    if (this.#integers) {
      target.writeColumn(this.#integers.subarray(0, length));
      return COLUMN_FORM.integers;
    }
    if (!this.#doubles) {
      target.writeDouble(this.#first);
      target.writeDouble(this.#stride);
      return COLUMN_FORM.distances;
    }
    const width = writeDistances(target, this.#doubles, length);
    if (width !== undefined) return COLUMN_FORM.distances + width;
    target.writeColumn(this.#doubles.subarray(0, length));
    return COLUMN_FORM.plain;
  }

  /** Lowest and highest step, and whether none goes back. */
  summary(): AxisSummary {
    const last = this.at(this.#length - 1);
    if (this.isEven) {
      const first = this.#first;
      return { lowest: Math.min(first, last), highest: Math.max(first, last), isAscending: first <= last };
    }
    let lowest = Infinity;
    let highest = -Infinity;
    let isAscending = true;
    for (let at = 0; at < this.#length; at++) {
      const step = this.at(at);
      if (step < highest) isAscending = false;
      if (step < lowest) lowest = step;
      if (step > highest) highest = step;
    }
    return { lowest, highest, isAscending };
  }

  /** Whether even steps go on as those before; then there is nothing to keep and nothing to look at. */
  #extendEvenly({ first, stride }: EvenSteps, from: number, to: number): boolean {
    if (from === to) return true;
    if (this.#doubles || this.#integers) return false;
    const start = first + from * stride;
    const isLong = to - from > 1;
    if (this.#length === 0) {
      this.#first = start;
      this.#stride = isLong ? stride : 0;
    } else {
      const distance = this.#length === 1 ? start - this.#first : this.#stride;
      if (start !== this.#first + this.#length * distance || (isLong && stride !== distance)) return false;
      this.#stride = distance;
    }
    this.#length += to - from;
    return true;
  }

  /** Whether the steps go on evenly; then there is nothing to keep. */
  #extend(steps: Float64Array, from: number, to: number): boolean {
    let first = this.#first;
    let stride = this.#stride;
    for (let at = from, index = this.#length; at < to; at++, index++) {
      const step = steps[at]!;
      if (index === 0) first = step;
      else if (index === 1) stride = step - first;
      if (step !== first + index * stride) return false;
    }
    this.#first = first;
    this.#stride = stride;
    return true;
  }

  #keepDoubles(capacity: number): void {
    const doubles = new Float64Array(capacity);
    for (let at = 0; at < this.#length; at++) doubles[at] = this.at(at);
    this.#doubles = doubles;
  }

  #keepIntegers(capacity: number): void {
    const integers = new BigInt64Array(capacity);
    for (let at = 0; at < this.#length; at++) integers[at] = BigInt(this.at(at));
    this.#integers = integers;
    this.#doubles = undefined;
  }
}

function expand({ first, stride }: EvenSteps, from: number, to: number): Float64Array {
  return Float64Array.from({ length: to - from }, (_, at) => first + (from + at) * stride);
}

function areSafe(steps: Float64Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!Number.isSafeInteger(steps[at])) return false;
  return true;
}

/** The column itself, or a longer one that begins with it. */
function withRoom<T extends Float64Array | BigInt64Array>(
  column: T,
  capacity: number,
  make: new (length: number) => T,
): T {
  if (column.length >= capacity) return column;
  const longer = new make(capacity);
  longer.set(column as never);
  return longer;
}
