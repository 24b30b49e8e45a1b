import { buildScale, type AxisScale } from './axis-scale.ts';
import type { Size } from './canvas-controller.ts';
import type { Range } from './line-series.ts';
import { TICK_FONT_PX, type Palette } from './palette.ts';
import { hasNarrowBuckets, spreadOverPixels, toPixelBuckets } from './pixel-buckets.ts';
import { buildPlotAxes, buildRing, buildUpright } from './plot-axes.ts';
import { buildPlotFrame, toPixelY, type PlotFrame } from './plot-frame.ts';
import type { Plot, PlotHit, PlotLimits } from './plot.ts';
import { stepBuckets } from './ridge-lookup.ts';
import type { RidgeRow } from './ridge-row.ts';
import { groupShapes, textShape, traceShape, type Shape } from './shape.ts';
import type { PathSink } from './trace-line.ts';
import { buildValueScale, reachesBeyond, type ValueView } from './value-view.ts';

/** Heights are shares of the values in so great a part of the width. */
const PARTS = 30;
/** Spikes so many times higher than nearly all of the rest are cut. */
const MAX_SPIKE = 4;
const REFERENCE_DASH = [3, 2] as const;
const KEY_HEIGHT_PX = 16;
const KEY_ROWS = 4;
const LETTER_PX = TICK_FONT_PX * 0.53;

/** One of several histograms over the same values. */
export interface ComparedHistogram {
  readonly row: RidgeRow;
  /** What is taken away from it, when a difference is shown. */
  readonly minus: RidgeRow | undefined;
  readonly label: string;
  readonly colourToken: string;
  /** Whether it is what the others are compared with: dotted and without a fill. */
  readonly isReference: boolean;
}

/** Histograms above each other as steps, each of the same area, or their differences from others; values along x. */
export function buildComparePlot(
  compared: readonly ComparedHistogram[],
  values: ValueView,
  size: Size,
  palette: Palette,
  limits: PlotLimits,
): Plot | undefined {
  const rows = compared.flatMap(({ row, minus }) => (minus ? [row, minus] : [row]));
  const x = buildValueScale(rows, { ...values, chosen: limits.values }, 0.02);
  const key = buildKey(compared, size, palette);
  const probe = buildPlotFrame(size, x, x);
  if (!probe) return undefined;
  const width = Math.round(probe.width);
  const heights = compared.map(({ row, minus }) => {
    const own = computeShares(row, x, width);
    if (!minus) return own;
    const other = computeShares(minus, x, width);
    return own.map((share, px) => share - other[px]!);
  });
  const y = buildScale('linear', computeReach(heights));
  const below = { width: size.width, height: size.height - key.height };
  const shifted = buildPlotFrame(below, x, y);
  if (!shifted) return undefined;
  const frame: PlotFrame = { ...shifted, top: shifted.top + key.height };
  const pointAt = (line: number, px: number, value: number): PlotHit | undefined => {
    const height = heights[line]?.[Math.min(width - 1, Math.max(0, px))];
    if (height === undefined) return undefined;
    return { line, row: 0, value, place: { x: frame.left + px + 0.5, y: toPixelY(frame, height) } };
  };
  const clip = { x: frame.left, y: frame.top - 1, width: frame.width, height: frame.height + 2 };
  return {
    frame,
    axes: { x: 'values', y: 'none' },
    shapes: groupShapes([
      ...buildPlotAxes(frame, 'value', palette),
      groupShapes(
        compared.flatMap((one, line) => buildSteps(heights[line]!, one, frame, palette)),
        clip,
      ),
      ...compared.flatMap(({ colourToken }, line) => buildCuts(heights[line]!, colourToken, frame, palette)),
      ...key.shapes,
    ]),
    drawnCount: compared.length,
    isJoined: rows.some(({ buckets }) => hasNarrowBuckets(toPixelBuckets(buckets, x, width), width)),
    isClipped: reachesBeyond(rows, x),
    find: (place) => {
      const px = Math.floor(place.x - frame.left);
      if (px < -4 || px > width + 4) return undefined;
      const value = x.valueAt(Math.min(1, Math.max(0, (place.x - frame.left) / frame.width)));
      const hits = compared.flatMap((_, line) => pointAt(line, px, value) ?? []);
      hits.sort((a, b) => Math.abs(a.place.y - place.y) - Math.abs(b.place.y - place.y));
      return hits[0];
    },
    mark: (hit) => {
      const rings = compared.flatMap(({ colourToken }, line) => {
        const own = pointAt(line, Math.round(hit.place.x - frame.left - 0.5), hit.value);
        return own ? [buildRing(own.place.x, own.place.y, palette.colour(colourToken), palette)] : [];
      });
      return groupShapes([buildUpright(frame, hit.value, palette), ...rings]);
    },
    move: (from, byLines, byBuckets) => {
      const line = Math.min(compared.length - 1, Math.max(0, (from?.line ?? 0) + byLines));
      const row = compared[line]?.row;
      if (!row) return undefined;
      const value = stepBuckets(row, from?.value ?? x.valueAt(0.5), byBuckets);
      return pointAt(line, Math.floor(x.share(value) * width), value);
    },
  };
}

/** Share of the values in a thirtieth of the width, at each px. */
function computeShares({ buckets, total }: RidgeRow, x: AxisScale, width: number): Float64Array {
  const masses = spreadOverPixels(toPixelBuckets(buckets, x, width), width);
  const factor = total > 0 ? width / PARTS / total : 0;
  return masses.map((mass) => mass * factor);
}

/** From 0, or what lies below it, to the highest; single spikes beside which all else would be flat are cut. */
function computeReach(heights: readonly Float64Array[]): Range {
  const limit = (numbers: readonly number[]): number => {
    const sorted = numbers.filter((number) => number > 0).sort((a, b) => a - b);
    const usual = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
    return Math.min(sorted.at(-1) ?? 0, usual * MAX_SPIKE) * 1.05;
  };
  const all = heights.flatMap((each) => [...each]);
  const to = limit(all);
  const below = limit(all.map((height) => -height));
  return to + below > 0 ? { from: -below, to } : { from: 0, to: 1 };
}

/** Filled towards zero, so that what lies above and below it differs at a glance. */
function buildSteps(
  heights: Float64Array,
  { colourToken, isReference }: ComparedHistogram,
  frame: PlotFrame,
  palette: Palette,
): Shape[] {
  const colour = palette.colour(colourToken);
  const zero = toPixelY(frame, 0);
  const trace = (path: PathSink): void => {
    path.moveTo(frame.left, zero);
    for (let px = 0; px < heights.length;) {
      const height = heights[px]!;
      let end = px + 1;
      while (end < heights.length && Math.abs(heights[end]! - height) <= 1e-9 * Math.abs(height)) end++;
      const y = toPixelY(frame, height);
      path.lineTo(frame.left + px, y);
      path.lineTo(frame.left + end, y);
      px = end;
    }
    path.lineTo(frame.left + heights.length, zero);
  };
  const line = { stroke: colour, lineWidth: 1.5, lineJoin: 'round' } as const;
  if (isReference) return [traceShape(trace, { ...line, lineWidth: 1, lineDash: REFERENCE_DASH })];
  return [traceShape(trace, { fill: colour, opacity: 0.15 }), traceShape(trace, line)];
}

/** A small caret where a spike is cut: above the plot, or below it. */
function buildCuts(heights: Float64Array, colourToken: string, frame: PlotFrame, palette: Palette): Shape[] {
  const { from, to } = frame.y;
  const stroke = { stroke: palette.colour(colourToken), lineWidth: 1, lineJoin: 'round' } as const;
  const shapes: Shape[] = [];
  const isBeyond = (px: number): number => (heights[px]! > to ? -1 : heights[px]! < from ? 1 : 0);
  for (let px = 0; px < heights.length;) {
    const side = isBeyond(px);
    let end = px + 1;
    while (end < heights.length && isBeyond(end) === side) end++;
    if (side !== 0) {
      const x = frame.left + (px + end) / 2;
      const y = side < 0 ? frame.top - 2 : frame.top + frame.height + 2;
      const trace = (path: PathSink): void => {
        path.moveTo(x - 3, y);
        path.lineTo(x, y + 3 * side);
        path.lineTo(x + 3, y);
      };
      shapes.push(traceShape(trace, stroke));
    }
    px = end;
  }
  return shapes;
}

/** Swatches and names above the plot, in as many columns as fit. */
function buildKey(
  compared: readonly ComparedHistogram[],
  size: Size,
  palette: Palette,
): { shapes: Shape[]; height: number } {
  const [left, right] = [44, 12];
  const longest = Math.max(0, ...compared.map(({ label }) => label.length));
  const width = size.width - left - right;
  const columnWidth = Math.min(width, 22 + longest * LETTER_PX + 10);
  const columns = Math.max(1, Math.floor(width / columnWidth));
  const rows = Math.min(KEY_ROWS, Math.ceil(compared.length / columns));
  const shown = compared.slice(0, rows * columns);
  const hidden = compared.length - shown.length;
  const letters = Math.floor((columnWidth - 22) / LETTER_PX);
  const shapes = shown.flatMap(({ label, colourToken, isReference }, at) => {
    const x = left + (at % columns) * columnWidth;
    const y = 9 + Math.floor(at / columns) * KEY_HEIGHT_PX;
    const isLast = hidden > 0 && at === shown.length - 1;
    const line = traceShape(
      (path) => {
        path.moveTo(x, y);
        path.lineTo(x + 14, y);
      },
      { stroke: palette.colour(colourToken), lineWidth: 2.5, lineDash: isReference ? REFERENCE_DASH : [] },
    );
    const text = isLast ? `and ${hidden + 1} more` : cutMiddle(label, letters);
    const words = textShape({
      text,
      x: isLast ? x : x + 19,
      y,
      align: 'left',
      verticalAlign: 'middle',
      fill: palette.secondaryText,
      fontSize: TICK_FONT_PX,
      fontFamily: palette.font,
    });
    return isLast ? [words] : [line, words];
  });
  return { shapes, height: rows * KEY_HEIGHT_PX };
}

/** Long names lose their middle: what tells them apart stands at their ends. */
function cutMiddle(name: string, letters: number): string {
  if (name.length <= letters) return name;
  const end = Math.ceil(Math.max(1, letters - 1) / 2);
  return `${name.slice(0, Math.max(0, letters - 1 - end))}…${name.slice(-end)}`;
}
