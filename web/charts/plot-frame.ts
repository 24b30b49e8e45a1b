import type { AxisScale } from './axis-scale.ts';
import type { LineSeries } from './line-series.ts';

/** Room around the plot for ticks and labels, in px. The left gutter is fixed, so that the plots of a column align. */
const GUTTER = { left: 44, right: 12, rightWithAxis: 44, top: 6, bottom: 20 } as const;
/** Coordinates are kept this close to the plot: canvases lose precision far outside. */
const FAR_PX = 1e5;

/** Where the plot lies in its element and which numbers its edges stand for. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: AxisScale;
  readonly y: AxisScale;
  /** The axis on the right, when there is one. */
  readonly rightY: AxisScale | undefined;
}

/** The frame of a plot in an element of the given size in px. Undefined when that is too small to hold one. */
export function buildPlotFrame(
  size: { width: number; height: number },
  x: AxisScale,
  y: AxisScale,
  rightY?: AxisScale,
): PlotFrame | undefined {
  const width = plotWidth(size.width, rightY !== undefined);
  const height = size.height - GUTTER.top - GUTTER.bottom;
  if (width < 8 || height < 8) return undefined;
  return { left: GUTTER.left, top: GUTTER.top, width, height, x, y, rightY };
}

/** Width in px of the plot in an element of the given width. */
export function plotWidth(elementWidth: number, hasRightAxis = false): number {
  const right = hasRightAxis ? GUTTER.rightWithAxis : GUTTER.right;
  return Math.max(0, elementWidth - GUTTER.left - right);
}

/** The frame as this line sees it: its `y` is the axis that the line belongs to. */
export function frameOf({ isOnRight }: Pick<LineSeries, 'isOnRight'>, frame: PlotFrame): PlotFrame {
  return isOnRight && frame.rightY ? { ...frame, y: frame.rightY } : frame;
}

/** px from the left edge of the element; NaN for a value that the scale has no place for. */
export function toPixelX(frame: PlotFrame, value: number): number {
  return clampFar(frame.left + frame.x.share(value) * frame.width);
}

/** px from the top edge of the element; NaN for a value that the scale has no place for. */
export function toPixelY(frame: PlotFrame, value: number): number {
  return clampFar(frame.top + frame.height - frame.y.share(value) * frame.height);
}

/** `toPixelX` of a column, NaN for what is not finite as well. */
export function placeOnX(frame: PlotFrame, values: Float64Array, into: Float64Array): void {
  place(values, frame.x, { start: frame.left, length: frame.width }, into);
}

/** `toPixelY` of a column, NaN for what is not finite as well. */
export function placeOnY(frame: PlotFrame, values: Float64Array, into: Float64Array): void {
  place(values, frame.y, { start: frame.top + frame.height, length: -frame.height }, into);
}

function place(
  values: Float64Array,
  scale: AxisScale,
  { start, length }: { readonly start: number; readonly length: number },
  into: Float64Array,
): void {
  const { kind, from } = scale;
  const perUnit = length / (scale.to - from);
  // Nearly all axes are linear, and charts have very many points: without a call for each.
  const isPlain = kind === 'linear' && Number.isFinite(perUnit) && perUnit !== 0;
  for (let k = 0; k < values.length; k++) {
    const value = values[k]!;
    const distance = isPlain ? (value - from) * perUnit : scale.share(value) * length;
    into[k] = value - value === 0 ? clampFar(start + distance) : NaN;
  }
}

/** The number on the x axis at so many px from the left edge of the element, kept inside the plot. */
export function fromPixelX(frame: PlotFrame, px: number): number {
  return frame.x.valueAt(Math.min(1, Math.max(0, (px - frame.left) / frame.width)));
}

function clampFar(px: number): number {
  return px > FAR_PX ? FAR_PX : px < -FAR_PX ? -FAR_PX : px;
}
