import type { Alignment } from './band-query.ts';

/** The points of one run, x ascending, each x once; where several points have one, the last in the file counts. */
export interface RunColumns {
  readonly xs: Float64Array;
  readonly values: Float64Array;
}

/** Sorts the points of a run by x. Points that are nowhere on the axis are left out. */
export function sortByX(xs: Float64Array, values: Float64Array): RunColumns {
  if (isAscending(xs)) return { xs, values };
  const order = Uint32Array.from(xs.keys()).filter((at) => !Number.isNaN(xs[at]!));
  order.sort((a, b) => xs[a]! - xs[b]! || a - b);
  const last = order.filter((at, rank) => rank + 1 === order.length || xs[order[rank + 1]!] !== xs[at]);
  return {
    xs: Float64Array.from(last, (at) => xs[at]!),
    values: Float64Array.from(last, (at) => values[at]!),
  };
}

function isAscending(xs: Float64Array): boolean {
  if (Number.isNaN(xs[0])) return false;
  for (let at = 1; at < xs.length; at++) if (!(xs[at]! > xs[at - 1]!)) return false;
  return true;
}

/** Reads one run at places that ascend. */
export class AlignedRun {
  readonly #xs: Float64Array;
  readonly #values: Float64Array;
  readonly #alignment: Alignment;
  /** Index of the last point at or before the last place asked for. */
  #at = -1;

  constructor({ xs, values }: RunColumns, alignment: Alignment) {
    this.#xs = xs;
    this.#values = values;
    this.#alignment = alignment;
  }

  /** Moves to a place, not before the last one. Returns whether the run has a value there. */
  moveTo(x: number): boolean {
    const xs = this.#xs;
    let at = this.#at;
    while (at + 1 < xs.length && xs[at + 1]! <= x) at++;
    this.#at = at;
    if (at < 0) return false;
    if (xs[at] === x) return true;
    return this.#alignment !== 'exact' && at + 1 < xs.length;
  }

  /** The value at the place moved to. On a line to a value that is not finite nothing is finite. */
  value(x: number): number {
    const at = this.#at;
    const value = this.#values[at]!;
    const from = this.#xs[at]!;
    if (this.#alignment !== 'linear' || from === x) return value;
    return value + (this.#values[at + 1]! - value) * ((x - from) / (this.#xs[at + 1]! - from));
  }
}
