import type { AxisScale } from './axis-scale.ts';
import type { ChosenLimits, Range } from './line-series.ts';
import type { Pixel } from './nearest-point.ts';
import type { PlotFrame } from './plot-frame.ts';
import type { Box } from './shape.ts';

/** A drag this narrow or this flat runs along the other axis. */
export const MIN_BOX_PX = 14;
/** A shorter one was meant as a click. */
export const MIN_DRAG_PX = 4;

/** A part of the plot that has been dragged over, and which axes it is about. */
export interface DragBox {
  readonly box: Box;
  readonly isAlongX: boolean;
  readonly isAlongY: boolean;
}

/**
 * What a drag from one place to another covers, inside the plot: the whole height where it runs along x, the whole
 * width where it runs along y, else a box. Undefined when it is too short to be meant.
 */
export function findBox(frame: PlotFrame, start: Pixel, end: Pixel): DragBox | undefined {
  const isAlongX = Math.abs(end.x - start.x) >= MIN_BOX_PX;
  const isAlongY = Math.abs(end.y - start.y) >= MIN_BOX_PX;
  if (!isAlongX && !isAlongY) {
    if (Math.abs(end.x - start.x) < MIN_DRAG_PX) return undefined;
    return buildBox(frame, start, end, true, false);
  }
  return buildBox(frame, start, end, isAlongX, isAlongY);
}

/** The limits that show what is inside the box; the axes that it is not about stay as they are. */
export function boxLimits(
  frame: PlotFrame,
  { box, isAlongX, isAlongY }: DragBox,
  now: ChosenLimits,
): ChosenLimits {
  const across = (px: number): number => (px - frame.left) / frame.width;
  const up = (px: number): number => (frame.top + frame.height - px) / frame.height;
  const between = (scale: AxisScale, from: number, to: number): Range => ({
    from: scale.valueAt(from),
    to: scale.valueAt(to),
  });
  const bottom = box.y + box.height;
  return {
    ...now,
    ...(isAlongX && { range: between(frame.x, across(box.x), across(box.x + box.width)) }),
    ...(isAlongY && {
      yRange: between(frame.y, up(bottom), up(box.y)),
      rightYRange: frame.rightY && between(frame.rightY, up(bottom), up(box.y)),
    }),
  };
}

function buildBox(frame: PlotFrame, start: Pixel, end: Pixel, isAlongX: boolean, isAlongY: boolean): DragBox {
  const [left, right] = isAlongX
    ? sortInside(start.x, end.x, frame.left, frame.width)
    : [frame.left, frame.left + frame.width];
  const [top, bottom] = isAlongY
    ? sortInside(start.y, end.y, frame.top, frame.height)
    : [frame.top, frame.top + frame.height];
  return { box: { x: left, y: top, width: right - left, height: bottom - top }, isAlongX, isAlongY };
}

function sortInside(a: number, b: number, start: number, length: number): [number, number] {
  const clamp = (px: number): number => Math.min(start + length, Math.max(start, px));
  return [clamp(Math.min(a, b)), clamp(Math.max(a, b))];
}
