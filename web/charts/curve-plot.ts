import { buildScale, type ScaleKind } from './axis-scale.ts';
import type { AxisKind } from './axis-ticks.ts';
import type { Size } from './canvas-controller.ts';
import type { Range } from './line-series.ts';
import { lineWidth } from './line-shapes.ts';
import type { Palette } from './palette.ts';
import {
  buildDepthAxis,
  buildPlotAxes,
  buildRing,
  buildUpright,
  buildWarning,
  padRange,
} from './plot-axes.ts';
import { buildPlotFrame, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import type { Plot, PlotHit, PlotLimits } from './plot.ts';
import { groupShapes, traceShape, type Shape } from './shape.ts';
import { traceBand } from './trace-band.ts';
import { traceLine } from './trace-line.ts';
import { MAX_SQUEEZE } from './value-view.ts';

const Y_PADDING = 0.05;
/** What may be left out of the curves that are no extremes, too, when an axis chooses by itself. */
const AUTO_CLIPS = [0, 0.05] as const;

/** Numbers over depth. */
export interface Curve {
  readonly depths: Float64Array;
  readonly values: Float64Array;
  readonly colourToken: string;
  readonly dash: readonly number[];
  /** In px; absent: by how many there are. */
  readonly width?: number;
  /** Whether it may lie outside where an axis leaves out by itself what would squeeze the others. */
  readonly isExtreme?: boolean;
  /** Where this curve and the one of that number are the edges of a band: it is filled. */
  readonly bandTo?: number;
}

export interface CurveOptions {
  readonly depthKind: AxisKind;
  readonly scale: ScaleKind;
  /** Share of the values that the axis leaves out at each end; "auto": extremes that squeeze the others. */
  readonly clip: number | 'auto';
  readonly brokenDepths: readonly number[];
  readonly selectedDepths: readonly number[];
  /** Whether what is pointed at is a step of all curves, rather than of the nearest. */
  readonly marksAll: boolean;
}

/** Curves, and bands between them: depth along x, values along y. */
export function buildCurvePlot(
  curves: readonly Curve[],
  options: CurveOptions,
  size: Size,
  palette: Palette,
  limits: PlotLimits,
): Plot | undefined {
  const { depthKind, scale, clip, brokenDepths, selectedDepths, marksAll } = options;
  const range = limits.values ?? computeRange(curves, scale, clip);
  const largest = Math.max(Math.abs(range.from), Math.abs(range.to)) || 1;
  const depths = curves.length === 0 ? [] : curves.flatMap((curve) => [...curve.depths]);
  const frame = buildPlotFrame(size, buildDepthAxis(depths, limits.depth), buildScale(scale, range, largest));
  if (!frame) return undefined;
  const clipBox = { x: frame.left, y: frame.top - 2, width: frame.width + 3, height: frame.height + 4 };
  const pointAt = (line: number, row: number): PlotHit | undefined => {
    const curve = curves[line];
    const depth = curve?.depths[row];
    const value = curve?.values[row];
    if (depth === undefined || value === undefined) return undefined;
    return { line, row, value, place: { x: toPixelX(frame, depth), y: toPixelY(frame, value) } };
  };
  return {
    frame,
    axes: { x: 'depth', y: 'values' },
    shapes: groupShapes([
      ...buildPlotAxes(frame, depthKind, palette),
      groupShapes([...buildBands(curves, frame, palette), ...buildLines(curves, frame, palette)], clipBox),
      ...brokenDepths.map((depth) => buildWarning(frame, depth, palette)),
      ...selectedDepths.map((depth) => buildUpright(frame, depth, palette)),
    ]),
    drawnCount: Math.max(0, ...curves.map(({ depths: { length } }) => length)),
    isJoined: false,
    isClipped: curves.some(({ values }) =>
      values.some((value) => Number.isFinite(value) && (value < range.from || value > range.to)),
    ),
    find: (place) => {
      if (place.x < frame.left - 6 || place.x > frame.left + frame.width + 6) return undefined;
      let best: PlotHit | undefined;
      let bestDistance = Infinity;
      for (const line of curves.keys()) {
        const hit = pointAt(line, findNearestIn(curves[line]!.depths, place.x, frame));
        if (!hit) continue;
        const across = Math.abs(hit.place.x - place.x) * 4;
        const distance = across + (Number.isNaN(hit.place.y) ? 1e6 : Math.abs(hit.place.y - place.y));
        if (distance < bestDistance) [best, bestDistance] = [hit, distance];
      }
      return best;
    },
    mark: (hit) => markHit(curves, frame, hit, marksAll, palette),
    move: (from, byLines, byRows) => {
      const line = Math.min(curves.length - 1, Math.max(0, (from?.line ?? 0) + (marksAll ? 0 : byLines)));
      const length = curves[line]?.depths.length ?? 0;
      const row = from ? Math.min(length - 1, Math.max(0, from.row + byRows)) : length - 1;
      return pointAt(line, row);
    },
  };
}

function buildBands(curves: readonly Curve[], frame: PlotFrame, palette: Palette): Shape[] {
  return curves.flatMap(({ depths, values, colourToken, bandTo }) => {
    const other = bandTo === undefined ? undefined : curves[bandTo]?.values;
    if (!other) return [];
    const trace = (path: Parameters<typeof traceLine>[0]): void =>
      traceBand(path, depths, [values, other], frame);
    return [traceShape(trace, { fill: palette.colour(colourToken), opacity: 0.15 })];
  });
}

function buildLines(curves: readonly Curve[], frame: PlotFrame, palette: Palette): Shape[] {
  return curves.flatMap(({ depths, values, colourToken, dash, width = lineWidth(curves.length) }) => {
    if (width === 0) return [];
    const style = { stroke: palette.colour(colourToken), lineWidth: width, lineDash: dash } as const;
    return [
      traceShape((path) => traceLine(path, { x: depths, y: values }, frame), { ...style, lineJoin: 'round' }),
    ];
  });
}

function markHit(
  curves: readonly Curve[],
  frame: PlotFrame,
  hit: PlotHit,
  marksAll: boolean,
  palette: Palette,
): Shape {
  const depth = curves[hit.line]?.depths[hit.row] ?? NaN;
  const rings = curves.flatMap((curve, line) => {
    const value = line === hit.line ? hit.value : curve.values[hit.row];
    if ((!marksAll && line !== hit.line) || value === undefined || !Number.isFinite(value)) return [];
    const y = toPixelY(frame, value);
    if (!(y >= frame.top - 2 && y <= frame.top + frame.height + 2)) return [];
    return [buildRing(toPixelX(frame, depth), y, palette.colour(curve.colourToken), palette)];
  });
  return groupShapes([buildUpright(frame, depth, palette), ...rings]);
}

function findNearestIn(depths: Float64Array, px: number, frame: PlotFrame): number {
  let best = -1;
  let bestDistance = Infinity;
  for (let at = 0; at < depths.length; at++) {
    const distance = Math.abs(toPixelX(frame, depths[at]!) - px);
    if (distance <= bestDistance) [best, bestDistance] = [at, distance];
  }
  return best;
}

/** What the finite values need that the scale has places for. */
function computeRange(curves: readonly Curve[], scale: ScaleKind, clip: CurveOptions['clip']): Range {
  if (clip !== 'auto' || scale !== 'linear') return computeExtent(curves, scale, clip === 'auto' ? 0 : clip);
  let range = computeExtent(curves, scale, 0);
  const core = curves.filter(({ isExtreme }) => isExtreme !== true);
  // Curves of their own have no extremes: what stands out of them is what one looks for.
  if (core.length === curves.length) return range;
  for (const share of AUTO_CLIPS) {
    const inner = computeExtent(core, scale, share);
    if (range.to - range.from > MAX_SQUEEZE * (inner.to - inner.from)) range = inner;
  }
  return range;
}

function computeExtent(curves: readonly Curve[], scale: ScaleKind, clip: number): Range {
  const usable = curves.flatMap(({ values }) =>
    [...values].filter((value) => Number.isFinite(value) && (scale !== 'log' || value > 0)),
  );
  if (usable.length === 0) return scale === 'log' ? { from: 1, to: 10 } : { from: 0, to: 1 };
  usable.sort((a, b) => a - b);
  const at = (share: number): number => usable[Math.round(share * (usable.length - 1))]!;
  const range = { from: at(clip), to: at(1 - clip) };
  if (scale === 'log') return range.from < range.to ? range : { from: range.from / 2, to: range.to * 2 };
  const padded = padRange(range, Y_PADDING);
  // Below what is never negative there is nothing: a symmetric logarithmic scale would give much room to it.
  return range.from >= 0 && range.to > 0 ? { from: Math.max(0, padded.from), to: padded.to } : padded;
}
