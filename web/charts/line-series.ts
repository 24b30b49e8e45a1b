/**
 * One line of a chart: columns of equal length, in the order in which the points were written. x mostly ascends;
 * where it steps back (a job that was restarted) the line is broken, never drawn backwards.
 */
export interface LineSeries {
  /** Unique in its chart; what hovered points refer to. */
  readonly id: number;
  /** Lines of one group stand out together: what `focusedId` refers to. Its own `id` by default. */
  readonly group?: number;
  /** What the line is called: in the key of an exported picture, and when it is read out. */
  readonly label?: string;
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
  /** One flag per point: 1 = superseded by what a restarted job wrote later, drawn dotted. None by default. */
  readonly superseded?: Uint8Array;
  /** Whether the columns are fewer points than there are, so that what is counted in them is "at least". */
  readonly isReduced?: boolean;
  /** Whether its values are read off the axis on the right. */
  readonly isOnRight?: boolean;
  /** Lower and upper edge of the band around it, which is filled; as long as the other columns. Not finite = a gap. */
  readonly band?: readonly [low: Float64Array, high: Float64Array];
  /** Drawn thin behind the others: a part of what one of them shows. */
  readonly isFaint?: boolean;
}

/** The group that a line belongs to. */
export function groupOf({ id, group }: Pick<LineSeries, 'id' | 'group'>): number {
  return group ?? id;
}

/** A closed range of numbers, `from` ≤ `to`. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** What a person has chosen to see of each axis; undefined = an axis that follows the data. */
export interface ChosenLimits {
  readonly range?: Range | undefined;
  readonly yRange?: Range | undefined;
  readonly rightYRange?: Range | undefined;
}

/** A selected x, or a selected range of x when there is a `to`. */
export interface XSelection {
  readonly from: number;
  readonly to: number | undefined;
}

/** Drawn points that are not inside the frame although their x is, over all lines. */
export interface HiddenCounts {
  /** Finite, larger than the y axis reaches. */
  readonly above: number;
  /** Finite, smaller than the y axis reaches. */
  readonly below: number;
  /** Zero or negative, on a logarithmic y axis. */
  readonly nonPositive: number;
  readonly nan: number;
  readonly positiveInfinity: number;
  readonly negativeInfinity: number;
  /** Whether a line has more points than were drawn, so that the counts are lower limits. */
  readonly isAtLeast: boolean;
}

/** The finite x of all series from the least to the largest, those below `least` left out. Undefined without any. */
export function computeXRange(series: readonly LineSeries[], least = -Number.MAX_VALUE): Range | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const { x } of series) {
    for (let k = 0; k < x.length; k++) {
      const value = x[k]!;
      if (value < from && value >= least) from = value;
      if (value > to && value >= least && value <= Number.MAX_VALUE) to = value;
    }
  }
  return from <= to ? { from, to } : undefined;
}

/**
 * The finite y, smoothed and raw, of the points inside the x range; where there is none, of all points: the lines
 * between them may cross the range. Values below `least` are left out. Undefined when none is left.
 */
export function computeYRange(
  series: readonly LineSeries[],
  visible: Range,
  least = -Number.MAX_VALUE,
): Range | undefined {
  return computeYWithin(series, visible, least) ?? computeYWithin(series, EVERYWHERE, least);
}

const EVERYWHERE: Range = { from: -Infinity, to: Infinity };

function computeYWithin(series: readonly LineSeries[], visible: Range, least: number): Range | undefined {
  let from = Infinity;
  let to = -Infinity;
  for (const { x, y, rawY, band = [], isFaint } of series) {
    if (isFaint) continue;
    for (const column of rawY ? [y, rawY, ...band] : [y, ...band]) {
      for (let k = 0; k < column.length; k++) {
        const value = column[k]!;
        // Comparisons with NaN are false.
        if (
          (value < from || value > to) &&
          value >= least &&
          value <= Number.MAX_VALUE &&
          x[k]! >= visible.from &&
          x[k]! <= visible.to
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
