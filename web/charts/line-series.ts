/**
 * One line of a chart: columns of equal length, in the order in which the points were written. x mostly ascends;
 * where it steps back (a job that was restarted) the line is broken, never drawn backwards.
 */
export interface LineSeries {
  /** Unique in its chart; what `focusedId` and hovered points refer to. */
  readonly id: number;
  /** Name of the colour's token: "--rl-run-7". */
  readonly colourToken: string;
  /** Canvas dash pattern in px; empty = solid. */
  readonly dash: readonly number[];
  readonly x: Float64Array;
  /** Index of the first point of each stretch in which x ascends: [0] for most lines, [] for an empty one. */
  readonly segmentStarts: readonly number[];
  /** What the line shows. Not finite = a gap, and a mark on the frame's edge. */
  readonly y: Float64Array;
  /** The values behind a smoothed line, drawn faintly; undefined when `y` is not smoothed. */
  readonly rawY: Float64Array | undefined;
  /** Whether more points are to be expected: the newest one is lit. */
  readonly isLive: boolean;
}

/** A closed range of numbers, `from` ≤ `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The finite x of all series from the least to the largest; undefined when there is none. */
export function computeXRange(series: readonly LineSeries[]): Range | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const { x } of series) {
    for (let k = 0; k < x.length; k++) {
      const value = x[k]!;
      if (value < from && value !== -Infinity) from = value;
      if (value > to && value !== Infinity) to = value;
    }
  }
  return from <= to ? { from, to } : undefined;
}

/**
 * The finite y, smoothed and raw, of the points inside the x range; where there is none, of all points: the lines
 * between them may cross the range. Undefined when no y is finite.
 */
export function computeYRange(series: readonly LineSeries[], visible: Range): Range | undefined {
  return computeYWithin(series, visible) ?? computeYWithin(series, { from: -Infinity, to: Infinity });
}

function computeYWithin(series: readonly LineSeries[], visible: Range): Range | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const { x, y, rawY } of series) {
    for (const column of rawY ? [y, rawY] : [y]) {
      for (let k = 0; k < column.length; k++) {
        const value = column[k]!;
        // Comparisons with NaN are false.
        if (
          (value < from || value > to) &&
          x[k]! >= visible.from &&
          x[k]! <= visible.to &&
          Number.isFinite(value)
        ) {
          if (value < from) from = value;
          if (value > to) to = value;
        }
      }
    }
  }
  return from <= to ? { from, to } : undefined;
}

/**
 * Where stretches of ascending x begin among the points from `from` on (all of them by default): for a column that has
 * grown, what to add to the stretches known so far.
 */
export function findSegmentStarts(x: Float64Array, from = 0): number[] {
  const starts: number[] = [];
  for (let k = from; k < x.length; k++) if (k === 0 || x[k]! < x[k - 1]!) starts.push(k);
  return starts;
}
