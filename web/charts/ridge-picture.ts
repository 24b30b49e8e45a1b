import type { AxisScale } from './axis-scale.ts';
import type { AxisKind } from './axis-ticks.ts';
import type { Size } from './canvas-controller.ts';
import { pickEvenly } from './pick-evenly.ts';
import { hasNarrowBuckets, toPixelBuckets } from './pixel-buckets.ts';
import { computeOutline } from './ridge-outline.ts';
import { findSingles, type RidgeRow } from './ridge-row.ts';
import { buildValueScale, type ValueView } from './value-view.ts';

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
/** So many lines above each other are still told apart by how faint they are. */
const MAX_OVERLAID = 51;
/** What is narrower than this on the screen is drawn as wide as this. */
const MIN_BUCKET_PX = 1;
/** A row may be this many times as high as the middle one before it is cut. */
const MAX_PEAK_RATIO = 3;
/** Room on both sides of dots, as a share of their range. */
const DOT_AIR = 0.05;

/** How rows stand: one behind the other, or all on one base line. */
export type RidgeMode = 'offset' | 'overlay';

/** What a ridge chart shows: the chosen rows and where they lie. */
export interface RidgePicture {
  readonly mode: RidgeMode;
  readonly rows: readonly RidgeRow[];
  /** Place of each row in all that there are. */
  readonly indexes: readonly number[];
  /** Outline of each row, see `computeOutline`; along x in px from `left`. */
  readonly outlines: readonly Float64Array[];
  /** The one value of each row (undefined for an empty one), when no row holds more than one; else undefined. */
  readonly singles: readonly (number | undefined)[] | undefined;
  /** The density that is as high as `rise`; what is greater is cut there. */
  readonly peak: number;
  /** Some buckets are narrower than a pixel, so that they are drawn as one. */
  readonly isJoined: boolean;
  readonly x: AxisScale;
  readonly left: number;
  readonly width: number;
  /** Base line of the first and of the last row. */
  readonly top: number;
  readonly bottom: number;
  readonly rise: number;
}

/** How rows are to be laid out. */
export interface RidgeLayout {
  readonly mode: RidgeMode;
  readonly depthKind: AxisKind;
  readonly values: ValueView;
  /** Rows that are drawn whatever fits. */
  readonly selected: ReadonlySet<RidgeRow>;
}

/** How many rows a chart of that height can show. */
export function countFitting({ height }: Size, mode: RidgeMode = 'offset'): number {
  if (mode === 'overlay') return MAX_OVERLAID;
  const depth = height - BOTTOM_PX - computeRise(height) - 4;
  return Math.max(1, Math.floor(depth / MIN_DISTANCE_PX) + 1);
}

/** Chooses among the rows as many as fit, evenly, and lays them out. Undefined when the element is too small. */
export function buildRidgePicture(
  all: readonly RidgeRow[],
  size: Size,
  { mode, depthKind, values, selected }: RidgeLayout,
): RidgePicture | undefined {
  const width = size.width - LEFT_PX - (mode === 'offset' ? RIGHT_PX[depthKind] : LEFT_PX);
  const bottom = size.height - BOTTOM_PX;
  if (width < 8 || bottom < 24) return undefined;
  const indexes = chooseRows(all, countFitting(size, mode), selected);
  const rows = indexes.map((index) => all[index]!);
  const singles = findSingles(rows);
  const isStacked = mode === 'offset' || singles !== undefined;
  const rise = singles ? SINGLE_RISE_PX : isStacked ? computeRise(size.height) : bottom - 10;
  const x = buildValueScale(rows, values, singles ? DOT_AIR : 0);
  const pixels = rows.map(({ buckets }) => toPixelBuckets(buckets, x, width));
  const outlines = pixels.map((buckets) => computeOutline(buckets, MIN_BUCKET_PX));
  return {
    mode: isStacked ? 'offset' : 'overlay',
    rows,
    indexes,
    outlines,
    singles,
    peak: choosePeak(outlines, width),
    isJoined: singles === undefined && pixels.some((buckets) => hasNarrowBuckets(buckets, width)),
    x,
    left: LEFT_PX,
    width,
    top: isStacked ? rise + 4 : bottom,
    bottom,
    rise,
  };
}

/** px from the left edge of the element; NaN for a value that the axis has no place for. */
export function toRidgeX({ x, left, width }: RidgePicture, value: number): number {
  return left + x.share(value) * width;
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

function chooseRows(
  all: readonly RidgeRow[],
  limit: number,
  selected: ReadonlySet<RidgeRow>,
): readonly number[] {
  const picked = pickEvenly(all.length, limit);
  if (selected.size === 0 || selected.size > limit) return picked;
  const chosen = new Set(picked);
  all.forEach((row, index) => {
    if (selected.has(row)) chosen.add(index);
  });
  return chosen.size === picked.length ? picked : [...chosen].sort((a, b) => a - b);
}

function computeRise(height: number): number {
  return Math.min(MAX_RISE_PX, height * MAX_RISE_SHARE);
}

/**
 * The greatest density, unless few rows come near it: weights that all start at zero begin with a spike beside which
 * every later row would be flat.
 */
function choosePeak(outlines: readonly Float64Array[], width: number): number {
  const peaks = outlines.map((outline) => findPeak(outline, width)).filter((peak) => peak > 0);
  peaks.sort((a, b) => a - b);
  const median = peaks[Math.floor(peaks.length / 2)] ?? 0;
  return Math.min(peaks.at(-1) ?? 0, median * MAX_PEAK_RATIO);
}

/** The greatest density of an outline between 0 and `width` px; 0 where there is none. */
function findPeak(outline: Float64Array, width: number): number {
  let peak = 0;
  for (let k = 0; k < outline.length; k += 2)
    if (outline[k]! >= 0 && outline[k]! <= width && outline[k + 1]! > peak) peak = outline[k + 1]!;
  return peak;
}
