import type { Size } from './canvas-controller.ts';
import type { Range } from './line-series.ts';
import type { Pixel } from './nearest-point.ts';
import type { Palette } from './palette.ts';
import type { PlotFrame } from './plot-frame.ts';
import type { Shape } from './shape.ts';

/** What is pointed at. */
export interface PlotHit {
  /** Number of the line, where there are several. */
  readonly line: number;
  /** Number of the step in what the plot was made of. */
  readonly row: number;
  /** On the axis of values. */
  readonly value: number;
  /** Where its mark stands, in px of the element. */
  readonly place: Pixel;
}

/** What a person has zoomed to on the axes of a plot, wherever they lie; undefined = all of it. */
export interface PlotLimits {
  readonly values?: Range | undefined;
  /** Steps, elapsed seconds or wall times, as the axis has it. */
  readonly depth?: Range | undefined;
}

/** A picture of histograms that answers what is where. */
export interface Plot {
  readonly frame: PlotFrame;
  /** What lies along the axes of the frame; "none" cannot be zoomed. */
  readonly axes: { readonly x: keyof PlotLimits; readonly y: keyof PlotLimits | 'none' };
  /** All that does not follow the pointer. */
  readonly shapes: Shape;
  /** Steps that are drawn. */
  readonly drawnCount: number;
  /** Some buckets are narrower than a pixel, so that they are drawn as one. */
  readonly isJoined: boolean;
  /** Some of it lies beyond the axis of values. */
  readonly isClipped: boolean;
  find(place: Pixel): PlotHit | undefined;
  /** Drawn above the rest while it is pointed at. */
  mark(hit: PlotHit): Shape;
  /** Where so many rows and so many buckets (or steps along the other axis) lead from a hit; from nowhere to the newest. */
  move(from: PlotHit | undefined, rows: number, across: number): PlotHit | undefined;
}

/** Lays out a plot in an element of that size; undefined when it is too small. */
export type PlotBuilder = (size: Size, palette: Palette, limits: PlotLimits) => Plot | undefined;
