import type { AxisKind } from './axis-ticks.ts';
import type { Size } from './canvas-controller.ts';
import type { Range } from './line-series.ts';
import { pickEvenly } from './pick-evenly.ts';
import { shareOf } from './axis-scale.ts';
import { computeOutline } from './ridge-outline.ts';
import { computeValueRange, findSingles, type RidgeRow } from './ridge-row.ts';

const LEFT_PX = 12;
const BOTTOM_PX = 20;
/** Room for the labels of the depth, on the right. */
const RIGHT_PX = { step: 46, relative: 46, wall: 62 } as const;
/** How far a ridge may rise above its base line. */
const MAX_RISE_PX = 60;
const MAX_RISE_SHARE = 0.3;
const SINGLE_RISE_PX = 8;
/** Nearer to each other ridges are no longer told apart. */
const MIN_DISTANCE_PX = 5;
/** What is narrower than this on the screen is drawn as wide as this. */
const MIN_BUCKET_PX = 2;
/** A row may be this many times as high as the middle one before it is cut. */
const MAX_PEAK_RATIO = 3;
const UNIT_RANGE: Range = { from: 0, to: 1 };

/** What a ridge chart shows: the chosen rows and where they lie. */
export interface RidgePicture {
  readonly rows: readonly RidgeRow[];
  /** Outline of each row, see `computeOutline`. */
  readonly outlines: readonly Float64Array[];
  /** The one value of each row (undefined for an empty one), when no row holds more than one; else undefined. */
  readonly singles: readonly (number | undefined)[] | undefined;
  /** The density that is as high as `rise`; what is greater is cut there. */
  readonly peak: number;
  readonly x: Range;
  readonly left: number;
  readonly width: number;
  /** Base line of the first and of the last row. */
  readonly top: number;
  readonly bottom: number;
  readonly rise: number;
}

/** How many rows a chart of that height can show. */
export function countFitting({ height }: Size): number {
  const depth = height - BOTTOM_PX - computeRise(height) - 4;
  return Math.max(1, Math.floor(depth / MIN_DISTANCE_PX) + 1);
}

/** Chooses among the rows as many as fit, evenly, and lays them out. Undefined when the element is too small. */
export function buildRidgePicture(
  all: readonly RidgeRow[],
  size: Size,
  kind: AxisKind,
): RidgePicture | undefined {
  const width = size.width - LEFT_PX - RIGHT_PX[kind];
  const bottom = size.height - BOTTOM_PX;
  if (width < 8 || bottom < 24) return undefined;
  const rows = pickEvenly(all.length, countFitting(size)).map((index) => all[index]!);
  const singles = findSingles(rows);
  const rise = singles ? SINGLE_RISE_PX : computeRise(size.height);
  const x = widen(computeValueRange(rows) ?? UNIT_RANGE, singles !== undefined);
  const minWidth = (x.to / width - x.from / width) * MIN_BUCKET_PX;
  const outlines = rows.map(({ buckets }) => computeOutline(buckets, minWidth));
  return {
    rows,
    outlines,
    singles,
    peak: choosePeak(outlines),
    x,
    left: LEFT_PX,
    width,
    top: rise + 4,
    bottom,
    rise,
  };
}

/** px from the left edge of the element. */
export function toRidgeX({ x, left, width }: RidgePicture, value: number): number {
  return left + shareOf(x, value) * width;
}

/** px from the top edge of the base line of a row; fractions lie between two rows. A lone row is at the front. */
export function toBaseline({ rows, top, bottom }: RidgePicture, row: number): number {
  return rows.length < 2 ? bottom : top + (row / (rows.length - 1)) * (bottom - top);
}

/** px that a density rises above the base line. */
export function toRise({ peak, rise }: RidgePicture, density: number): number {
  return peak > 0 ? Math.min(1, density / peak) * rise : 0;
}

/** Between which rows a depth lies: 2.5 = halfway between the third and the fourth; kept inside the picture. */
export function findRowOfDepth(rows: readonly RidgeRow[], depth: number): number {
  const next = rows.findIndex((row) => row.depth >= depth);
  if (next <= 0) return next === 0 ? 0 : Math.max(0, rows.length - 1);
  const before = rows[next - 1]!.depth;
  return next - 1 + (depth - before) / (rows[next]!.depth - before);
}

function computeRise(height: number): number {
  return Math.min(MAX_RISE_PX, height * MAX_RISE_SHARE);
}

/**
 * The greatest density, unless few rows come near it: weights that all start at zero begin with a spike beside which
 * every later row would be flat.
 */
function choosePeak(outlines: readonly Float64Array[]): number {
  const peaks = outlines.map(findPeak).filter((peak) => peak > 0);
  peaks.sort((a, b) => a - b);
  const median = peaks[Math.floor(peaks.length / 2)] ?? 0;
  return Math.min(peaks.at(-1) ?? 0, median * MAX_PEAK_RATIO);
}

/** The greatest density of an outline; 0 for an empty one. */
export function findPeak(outline: Float64Array): number {
  let peak = 0;
  for (let k = 1; k < outline.length; k += 2) if (outline[k]! > peak) peak = outline[k]!;
  return peak;
}

/** Dots get air on both sides; a range that is one number is widened around it. */
function widen({ from, to }: Range, hasDots: boolean): Range {
  const half = from < to ? (hasDots ? (to - from) * 0.05 : 0) : Math.abs(from) * 0.05 || 0.5;
  return { from: from - half, to: to + half };
}
