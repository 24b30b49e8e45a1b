import { buildScale, type AxisScale } from './axis-scale.ts';
import { buildAxisShapes } from './axis-shapes.ts';
import { computeAxisTicks, computeYTicks, type AxisKind } from './axis-ticks.ts';
import type { Range } from './line-series.ts';
import type { Palette } from './palette.ts';
import { toPixelX, type PlotFrame } from './plot-frame.ts';
import { traceShape, type Shape } from './shape.ts';

const X_TICK_PX = 90;
const Y_TICK_PX = 36;
const FULL_TURN = 2 * Math.PI;

/** Grid, axes and labels of a frame whose x axis is what it says: values or depth. */
export function buildPlotAxes(frame: PlotFrame, x: AxisKind | 'value', palette: Palette): Shape[] {
  const xCount = Math.max(2, Math.round(frame.width / X_TICK_PX));
  const xTicks =
    x === 'value' ? computeYTicks(frame.x, xCount) : computeAxisTicks(x, frame.x.from, frame.x.to, xCount);
  const yTicks = computeYTicks(frame.y, Math.max(2, Math.round(frame.height / Y_TICK_PX)));
  return buildAxisShapes({ frame, xTicks, yTicks, rightYTicks: undefined, palette });
}

/** The axis of depth: what is chosen, else from the least to the greatest; a lone one stands in the middle. */
export function buildDepthAxis(depths: Iterable<number>, chosen: Range | undefined): AxisScale {
  if (chosen) return buildScale('linear', chosen);
  let [from, to] = [Infinity, -Infinity];
  for (const depth of depths) {
    if (depth < from) from = depth;
    if (depth > to) to = depth;
  }
  if (!(from <= to)) [from, to] = [0, 1];
  const half = from === to ? 0.5 : 0;
  return buildScale('linear', { from: from - half, to: to + half });
}

/** Room above and below data. */
export function padRange({ from, to }: Range, share: number): Range {
  const half = from < to ? (to - from) * share : Math.abs(from) * 0.05 || 0.5;
  return { from: from - half, to: to + half };
}

/** A dashed line from top to bottom at a place of the x axis. */
export function buildUpright(frame: PlotFrame, at: number, palette: Palette): Shape {
  const x = Math.round(toPixelX(frame, at)) + 0.5;
  const isInside = x >= frame.left - 1 && x <= frame.left + frame.width + 1;
  return traceShape(
    (path) => {
      if (!isInside) return;
      path.moveTo(x, frame.top);
      path.lineTo(x, frame.top + frame.height);
    },
    { stroke: palette.text, lineWidth: 1, lineDash: [4, 3] },
  );
}

/** A small ring. */
export function buildRing(x: number, y: number, stroke: string, palette: Palette): Shape {
  return traceShape((path) => path.arc(x, y, 2.8, 0, FULL_TURN), {
    fill: palette.card,
    stroke,
    lineWidth: 1.75,
  });
}

/** A triangle on the lower edge at a place of the x axis: something could not be drawn there. */
export function buildWarning(frame: PlotFrame, at: number, palette: Palette): Shape {
  const x = toPixelX(frame, at);
  const y = frame.top + frame.height;
  return traceShape(
    (path) => {
      path.moveTo(x - 4, y);
      path.lineTo(x, y - 7);
      path.lineTo(x + 4, y);
    },
    { fill: palette.warning },
  );
}
