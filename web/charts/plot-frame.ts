import type { Range } from './line-series.ts';

/** Room around the plot for ticks and labels, in px. The left gutter is fixed, so that the plots of a column align. */
const GUTTER = { left: 44, right: 12, top: 6, bottom: 20 } as const;
/** Coordinates are kept this close to the plot: canvases lose precision far outside. */
const FAR_PX = 1e5;
const Y_PADDING = 0.06;

/** Where the plot lies in its element and which numbers its edges stand for. */
export interface PlotFrame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly x: Range;
  readonly y: Range;
}

/**
 * The frame of a plot in an element of the given size in px. `y` gets 6 % of air on both sides; a range that is a
 * single number is widened around it. Undefined when the element is too small to hold a plot.
 */
export function buildPlotFrame(
  size: { width: number; height: number },
  x: Range,
  y: Range,
): PlotFrame | undefined {
  const width = plotWidth(size.width);
  const height = size.height - GUTTER.top - GUTTER.bottom;
  if (width < 8 || height < 8) return undefined;
  const xRange = x.from < x.to ? x : widen(x.from, 0.5);
  const yRange = y.from < y.to ? pad(y) : widen(y.from, Math.abs(y.from) * Y_PADDING);
  return { left: GUTTER.left, top: GUTTER.top, width, height, x: xRange, y: yRange };
}

/** Width in px of the plot in an element of the given width. */
export function plotWidth(elementWidth: number): number {
  return Math.max(0, elementWidth - GUTTER.left - GUTTER.right);
}

/** px from the left edge of the element. */
export function toPixelX(frame: PlotFrame, value: number): number {
  return clampFar(frame.left + shareOf(frame.x, value) * frame.width);
}

/** px from the top edge of the element. */
export function toPixelY(frame: PlotFrame, value: number): number {
  return clampFar(frame.top + frame.height - shareOf(frame.y, value) * frame.height);
}

/** Where the value lies in the range: 0 = at its start, 1 = at its end. */
export function shareOf({ from, to }: Range, value: number): number {
  const span = to - from;
  if (Number.isFinite(span)) return (value - from) / span;
  // From -1.7e308 to 1.7e308 is further than a double can say.
  return (value / 2 - from / 2) / (to / 2 - from / 2);
}

/** The number on the x axis at so many px from the left edge of the element, kept inside the plot. */
export function fromPixelX(frame: PlotFrame, px: number): number {
  const share = Math.min(1, Math.max(0, (px - frame.left) / frame.width));
  return frame.x.from + share * (frame.x.to - frame.x.from);
}

function pad({ from, to }: Range): Range {
  const padding = to * Y_PADDING - from * Y_PADDING;
  return clampRange(from - padding, to + padding);
}

/** A range around one number, wide enough that floating point can tell its ends apart. */
function widen(value: number, half: number): Range {
  const enough = Math.max(half, Math.abs(value) * 1e-12) || 0.5;
  return clampRange(value - enough, value + enough);
}

function clampRange(from: number, to: number): Range {
  return { from: Math.max(from, -Number.MAX_VALUE), to: Math.min(to, Number.MAX_VALUE) };
}

function clampFar(px: number): number {
  return px > FAR_PX ? FAR_PX : px < -FAR_PX ? -FAR_PX : px;
}
