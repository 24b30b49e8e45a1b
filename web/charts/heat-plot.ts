import type { AxisKind } from './axis-ticks.ts';
import type { Size } from './canvas-controller.ts';
import type { Palette } from './palette.ts';
import { hasNarrowBuckets, spreadOverPixels, toPixelBuckets } from './pixel-buckets.ts';
import { buildDepthAxis, buildPlotAxes, buildRing, buildUpright, buildWarning } from './plot-axes.ts';
import { buildPlotFrame, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import type { Plot, PlotHit, PlotLimits } from './plot.ts';
import { clampToBucket, findBucket, stepBuckets } from './ridge-lookup.ts';
import { findSingles, type RidgeRow } from './ridge-row.ts';
import { cellsShape, groupShapes, type Shape } from './shape.ts';
import { buildValueScale, reachesBeyond, type ValueView } from './value-view.ts';

/** Counts below this part of the greatest are as faint as nothing. */
const LEAST_PART = 1e-3;
/** Opacity of the least count, so that it differs from none. */
const LEAST_LEVEL = 14;
/** Values that stand alone are so many px high, and have that much room, as a share of their range. */
const SINGLE_PX = 3;
const SINGLE_AIR = 0.05;

export interface HeatOptions {
  readonly depthKind: AxisKind;
  readonly values: ValueView;
  readonly colourToken: string;
  readonly brokenDepths: readonly number[];
  /** Depths that are marked because their steps are selected. */
  readonly selectedDepths: readonly number[];
}

/** Histograms as columns of colour: depth along x, values along y, the logarithm of counts as strength. */
export function buildHeatPlot(
  given: readonly RidgeRow[],
  options: HeatOptions,
  size: Size,
  palette: Palette,
  limits: PlotLimits,
): Plot | undefined {
  const { depthKind, values, colourToken, brokenDepths, selectedDepths } = options;
  const order = given.map((_, row) => row).sort((a, b) => given[a]!.depth - given[b]!.depth);
  const rows = order.map((index) => given[index]!);
  const singles = findSingles(rows);
  const y = buildValueScale(rows, { ...values, chosen: limits.values }, singles ? SINGLE_AIR : 0);
  const frame = buildPlotFrame(
    size,
    buildDepthAxis(
      rows.map(({ depth }) => depth),
      limits.depth,
    ),
    y,
  );
  if (!frame) return undefined;
  const width = Math.round(frame.width);
  const height = Math.round(frame.height);
  const pixels = rows.map(({ buckets }) => toPixelBuckets(buckets, y, height));
  const levels = computeLevels(frame, rows, pixels, width, height);
  const box = { x: frame.left, y: frame.top, width: frame.width, height: frame.height };
  const cells = cellsShape({
    box,
    columns: width,
    rows: height,
    colour: palette.colour(colourToken),
    levels,
  });
  const pointAt = (row: number, value: number): PlotHit | undefined => {
    const drawn = rows[row];
    if (!drawn) return undefined;
    const bucket = findBucket(drawn, value);
    const inside = bucket < 0 ? value : clampToBucket(drawn, bucket, value);
    const place = { x: toPixelX(frame, drawn.depth), y: toPixelY(frame, inside) };
    return { line: 0, row: order[row]!, value: inside, place };
  };
  return {
    frame,
    axes: { x: 'depth', y: 'values' },
    shapes: groupShapes([
      ...buildPlotAxes(frame, depthKind, palette),
      cells,
      ...brokenDepths.map((depth) => buildWarning(frame, depth, palette)),
      ...selectedDepths.map((depth) => buildUpright(frame, depth, palette)),
    ]),
    drawnCount: rows.length,
    isJoined: pixels.some((buckets) => hasNarrowBuckets(buckets, height)),
    isClipped: reachesBeyond(rows, y),
    find: (place) => {
      const share = (place.x - frame.left) / frame.width;
      const up = (frame.top + frame.height - place.y) / frame.height;
      if (rows.length === 0 || share < -0.02 || share > 1.02) return undefined;
      return pointAt(findNearestRow(rows, frame.x.valueAt(share)), y.valueAt(Math.min(1, Math.max(0, up))));
    },
    mark: (hit) => markHit(frame, given, hit, palette),
    move: (from, byBuckets, byRows) => {
      const before = from ? order.indexOf(from.row) : -1;
      const row = before < 0 ? rows.length - 1 : Math.min(rows.length - 1, Math.max(0, before + byRows));
      const drawn = rows[row];
      return drawn && pointAt(row, stepBuckets(drawn, from?.value ?? y.valueAt(0.5), -byBuckets));
    },
  };
}

function markHit(frame: PlotFrame, rows: readonly RidgeRow[], hit: PlotHit, palette: Palette): Shape {
  const depth = rows[hit.row]?.depth ?? NaN;
  const { x, y } = hit.place;
  return groupShapes([buildUpright(frame, depth, palette), buildRing(x, y, palette.text, palette)]);
}

/** Opacity of each pixel: that of the step nearest to it, the highest value at the top. */
function computeLevels(
  frame: PlotFrame,
  rows: readonly RidgeRow[],
  pixels: readonly Float64Array[],
  width: number,
  height: number,
): Uint8Array {
  const columns: (Float64Array | undefined)[] = rows.map(() => undefined);
  const owners = Int32Array.from({ length: width }, (_, px) =>
    findNearestRow(rows, frame.x.valueAt((px + 0.5) / width)),
  );
  let peak = 0;
  for (const row of new Set(owners)) {
    const masses = thicken(spreadOverPixels(pixels[row] ?? new Float64Array(0), height));
    columns[row] = masses;
    for (const mass of masses) if (mass > peak) peak = mass;
  }
  const levels = new Uint8Array(width * height);
  if (peak === 0) return levels;
  const scale = (255 - LEAST_LEVEL) / -Math.log(LEAST_PART);
  for (let px = 0; px < width; px++) {
    const masses = columns[owners[px]!];
    if (!masses) continue;
    for (let at = 0; at < height; at++) {
      const mass = masses[at]!;
      if (!(mass > 0)) continue;
      const strength = Math.max(0, Math.log(mass / peak / LEAST_PART)) * scale;
      levels[(height - 1 - at) * width + px] = LEAST_LEVEL + strength;
    }
  }
  return levels;
}

/** A histogram that is one pixel high could be overlooked. */
function thicken(masses: Float64Array): Float64Array {
  const at = masses.findIndex((mass) => mass > 0);
  if (at < 0 || masses.findLastIndex((mass) => mass > 0) !== at) return masses;
  const from = Math.max(0, at - Math.floor(SINGLE_PX / 2));
  return masses.fill(masses[at]!, from, from + SINGLE_PX);
}

/** Number of the row nearest in depth; -1 without rows. They ascend. */
export function findNearestRow(rows: readonly { readonly depth: number }[], depth: number): number {
  let [low, high] = [0, rows.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle]!.depth < depth) low = middle + 1;
    else high = middle;
  }
  const [before, after] = [rows[low - 1], rows[low]];
  return before && after && depth - before.depth < after.depth - depth
    ? low - 1
    : low < rows.length
      ? low
      : -1;
}
