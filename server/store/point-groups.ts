import type { ScalarPoints } from './packed-points.ts';

/** What holds of a group of points. */
export const GROUP_FLAGS = {
  /** Some value does not fit float32: written as double or as an integer. All values are float64, else float32. */
  wide: 1,
  /** Some value was written with a floating dtype. */
  floating: 2,
  /** The steps are evenly spaced, and computed. */
  evenSteps: 4,
  /** The wall times are uint32 ticks of 2^-22 s from a base, else float64 seconds. */
  ticks: 8,
  /** Some step is beyond 2^53: there is an int64 column, too. */
  exactSteps: 16,
  /** Some entries are no plain points: there is a column of POINT_MARK. */
  marks: 32,
} as const;

/** What an entry of a group of points is. */
export const POINT_MARK = {
  point: 0,
  /** No point: the series' points at or after this step are superseded by a restart. */
  supersede: 1,
  /** A value that is no single number (a string, a vector), kept as NaN. */
  unreadable: 2,
} as const;

const HEADER_NUMBERS = 8;
/** Where in a header what is. */
const HEADER = { series: 0, count: 1, flags: 2, offset: 3, firstStep: 4, stride: 5, base: 6 } as const;

/**
 * New points of one run as they come from a worker: grouped by series, in the order of the file, packed into one buffer
 * that moves from thread to thread. First a header for each group, eight float64: series, number of points, GROUP_FLAGS,
 * offset of its columns in the buffer, first step, distance between steps, base of the ticks, nothing. Then the columns
 * of each group, each at a multiple of 8 bytes: values, wall times, unless even the steps as float64, then the exact
 * steps and the marks where there are some.
 */
export class PointGroups {
  readonly count: number;
  readonly #buffer: ArrayBuffer;
  readonly #headers: Float64Array;

  constructor(buffer: ArrayBuffer, count: number) {
    this.count = count;
    this.#buffer = buffer;
    this.#headers = new Float64Array(buffer, 0, count * HEADER_NUMBERS);
  }

  /** Points of all groups; undefined where some of their entries are no plain points. */
  get pointCount(): number | undefined {
    let points = 0;
    for (let at = 0; at < this.count; at++) {
      const group = this.at(at);
      if (group.flags & GROUP_FLAGS.marks) return undefined;
      points += group.length;
    }
    return points;
  }

  /** The group number `index`, from 0 to `count`. Makes no column before it is asked for one. */
  at(index: number): PointGroup {
    return new PointGroup(this.#buffer, this.#headers, index * HEADER_NUMBERS);
  }
}

/** The new points of one series. */
export class PointGroup {
  readonly #buffer: ArrayBuffer;
  readonly #headers: Float64Array;
  readonly #header: number;

  constructor(buffer: ArrayBuffer, headers: Float64Array, header: number) {
    this.#buffer = buffer;
    this.#headers = headers;
    this.#header = header;
  }

  /** Index of the series in its run. */
  get series(): number {
    return this.#integer(HEADER.series);
  }

  get length(): number {
    return this.#integer(HEADER.count);
  }

  /** GROUP_FLAGS. */
  get flags(): number {
    return this.#integer(HEADER.flags);
  }

  get isFloat32(): boolean {
    return (this.flags & GROUP_FLAGS.wide) === 0;
  }

  get hasExactSteps(): boolean {
    return (this.flags & GROUP_FLAGS.exactSteps) !== 0;
  }

  /** What of its points takes up memory; the buffer is shared with other groups. */
  get bytes(): number {
    const { flags } = this;
    const steps = flags & GROUP_FLAGS.evenSteps ? 0 : flags & GROUP_FLAGS.exactSteps ? 16 : 8;
    return this.length * ((flags & GROUP_FLAGS.wide ? 8 : 4) + (flags & GROUP_FLAGS.ticks ? 4 : 8) + steps);
  }

  /** The columns, marks not among them. */
  points(): ScalarPoints {
    const { flags, length } = this;
    const buffer = this.#buffer;
    let at = this.#integer(HEADER.offset);
    const values =
      flags & GROUP_FLAGS.wide ? new Float64Array(buffer, at, length) : new Float32Array(buffer, at, length);
    at += aligned(values.byteLength);
    const times =
      flags & GROUP_FLAGS.ticks ? new Uint32Array(buffer, at, length) : new Float64Array(buffer, at, length);
    at += aligned(times.byteLength);
    const isEven = (flags & GROUP_FLAGS.evenSteps) !== 0;
    return {
      length,
      values,
      wallTimes: times instanceof Uint32Array ? { base: this.#number(HEADER.base), ticks: times } : times,
      steps: isEven
        ? { first: this.#number(HEADER.firstStep), stride: this.#number(HEADER.stride) }
        : new Float64Array(buffer, at, length),
      exactSteps: this.hasExactSteps ? new BigInt64Array(buffer, at + length * 8, length) : undefined,
    };
  }

  /** POINT_MARK of each entry; undefined when all are plain points. */
  marks(): Uint8Array | undefined {
    const { flags, length } = this;
    if ((flags & GROUP_FLAGS.marks) === 0) return undefined;
    const values = aligned(length * (flags & GROUP_FLAGS.wide ? 8 : 4));
    const times = aligned(length * (flags & GROUP_FLAGS.ticks ? 4 : 8));
    const steps = flags & GROUP_FLAGS.evenSteps ? 0 : length * 8;
    const exact = flags & GROUP_FLAGS.exactSteps ? length * 8 : 0;
    return new Uint8Array(this.#buffer, this.#number(HEADER.offset) + values + times + steps + exact, length);
  }

  /** A number below 2^31, as the small integer that it is: what is kept of it then takes up no memory of its own. */
  #integer(field: number): number {
    return this.#number(field) | 0;
  }

  #number(field: number): number {
    return this.#headers[this.#header + field]!;
  }
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8;
}
