import { computeXScale, computeYScale } from './axis-limits.ts';
import type { AxisScale, ScaleKind } from './axis-scale.ts';
import { computeXTicks, computeYTicks, type AxisTicks, type LineAxisKind } from './axis-ticks.ts';
import { collectEdgeMarks } from './edge-marks.ts';
import type { ChosenLimits, LineSeries } from './line-series.ts';
import type { Lines } from './line-shapes.ts';
import type { Palette } from './palette.ts';
import { buildPlotFrame } from './plot-frame.ts';

/** Room that a tick with its label needs, in px. */
const X_TICK_PX = 76;
/** Wall times are longer: "14:30:05". */
const WALL_TICK_PX = 88;
const Y_TICK_PX = 38;
const MIN_TICKS = 3;

/** Everything that a line chart shows while nobody points at it. */
export interface LinePicture extends Lines {
  readonly xTicks: AxisTicks;
  readonly yTicks: AxisTicks;
  /** Undefined without an axis on the right. */
  readonly rightYTicks: AxisTicks | undefined;
}

/** What decides how lines are drawn, apart from their points. */
export interface LineView extends ChosenLimits {
  readonly axis: LineAxisKind;
  readonly xScale: 'linear' | 'log';
  readonly yScale: ScaleKind;
  readonly ignoresOutliers: boolean;
}

/** All of it. */
export const VIEW_KEYS = [
  'axis',
  'xScale',
  'yScale',
  'ignoresOutliers',
  'range',
  'yRange',
  'rightYRange',
] as const satisfies readonly (keyof LineView)[];

/** Limits, ticks and marks of these lines in an element of this size in px. Undefined when it is too small. */
export function buildLinePicture(
  series: readonly LineSeries[],
  view: LineView,
  size: { width: number; height: number },
  palette: Palette,
): LinePicture | undefined {
  const onLeft = series.filter(({ isOnRight }) => !isOnRight);
  const onRight = series.filter(({ isOnRight }) => isOnRight);
  const x = computeXScale(series, view.xScale, view.range);
  const buildY = (lines: readonly LineSeries[], chosen: ChosenLimits['yRange']): AxisScale =>
    computeYScale(lines, x, view.yScale, chosen, view.ignoresOutliers);
  const rightY = onRight.length > 0 ? buildY(onRight, view.rightYRange) : undefined;
  const frame = buildPlotFrame(size, x, buildY(onLeft, view.yRange), rightY);
  if (!frame) return undefined;
  const xCount = countTicks(frame.width, view.axis === 'wall' ? WALL_TICK_PX : X_TICK_PX);
  const yCount = countTicks(frame.height, Y_TICK_PX);
  return {
    frame,
    isZoomed: view.range !== undefined,
    series,
    ...collectEdgeMarks(series, frame),
    xTicks: computeXTicks(view.axis, x, xCount),
    yTicks: computeYTicks(frame.y, yCount),
    rightYTicks: rightY && computeYTicks(rightY, yCount),
    palette,
  };
}

function countTicks(lengthPx: number, tickPx: number): number {
  return Math.max(MIN_TICKS, Math.round(lengthPx / tickPx));
}
