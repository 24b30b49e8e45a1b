import type { AxisTicks } from './axis-ticks.ts';
import { TRACE, type ChartOption, type Tracer } from './echarts.ts';
import type { LineSeries, Range } from './line-series.ts';
import { TICK_FONT_PX, type Palette } from './palette.ts';
import { shareOf, toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import { traceLine } from './trace-line.ts';
import { traceMarks } from './trace-marks.ts';

/** ECharts gives each of its layers a canvas of its own; the lines have this one, so that CSS can dim them alone. */
export const LINES_LAYER = 1;

const FULL_TURN = 2 * Math.PI;
const EDGE_PX = 3;

/** Everything that a line chart shows while nobody points at it. */
export interface LinePicture {
  readonly frame: PlotFrame;
  /** Whether points lie outside the frame to the left or right. */
  readonly isZoomed: boolean;
  readonly series: readonly LineSeries[];
  readonly xTicks: AxisTicks;
  readonly yTicks: AxisTicks;
  readonly palette: Palette;
}

/**
 * The picture as an ECharts option: its grid and axes, and one custom series whose shapes draw straight from the
 * columns. The axes run from 0 to 1 and get their ticks from us: so ECharts never computes with the data, whose
 * ranges (1e-40, ±1e308, seconds since 1970) its own scales would round.
 */
export function buildLineOption(picture: LinePicture): ChartOption {
  const { frame, xTicks, yTicks, palette } = picture;
  const label = { color: palette.faintText, fontSize: TICK_FONT_PX, fontFamily: palette.font };
  const x = normalize(xTicks, frame.x);
  const y = normalize(yTicks, frame.y);
  const axis = { type: 'value', min: 0, max: 1, silent: true } as const;
  return {
    animation: false,
    grid: {
      left: frame.left,
      top: frame.top,
      width: frame.width,
      height: frame.height,
      outerBoundsMode: 'none',
    },
    xAxis: {
      ...axis,
      axisLine: { onZero: false, lineStyle: { color: palette.axis, width: 1 } },
      axisTick: { length: 3, lineStyle: { color: palette.axis }, customValues: x.values },
      axisLabel: {
        ...label,
        margin: 6,
        customValues: x.values,
        formatter: x.format,
        alignMaxLabel: overhangsRight(xTicks, frame) ? 'right' : 'center',
      },
      splitLine: { show: false },
    },
    yAxis: {
      ...axis,
      axisLine: { show: false },
      axisTick: { show: false, customValues: y.values },
      axisLabel: { ...label, margin: 7, customValues: y.values, formatter: y.format },
      splitLine: { lineStyle: { color: palette.grid, width: 1 } },
    },
    series: [
      {
        type: 'custom',
        silent: true,
        clip: false,
        zlevel: LINES_LAYER,
        data: [[0, 0]],
        // ECharts' types know only its own shapes.
        renderItem: () => buildShapes(picture) as never,
      },
    ],
  };
}

/** Width in px of a line among so many. */
function lineWidth(count: number): number {
  return count > 24 ? 1 : count > 8 ? 1.25 : 1.5;
}

/** How strongly the values behind smoothed lines show. */
export function rawOpacity(count: number): number {
  return count > 8 ? 0.1 : 0.22;
}

/** Raw values below all lines, lines, newest points, then the marks of values that are not finite. */
function buildShapes({ frame, isZoomed, series, palette }: LinePicture): object {
  const width = lineWidth(series.length);
  const raw: object[] = [];
  const lines: object[] = [];
  const newest: object[] = [];
  const marks: object[] = [];
  for (const { x, y, rawY, colourToken, dash, isLive } of series) {
    const colour = palette.colour(colourToken);
    // Rounding the joins of a line with a point or more at every pixel costs a third more and cannot be seen.
    const lineJoin = x.length > frame.width ? 'bevel' : 'round';
    const stroke = (strokeWidth: number) => ({
      stroke: colour,
      fill: 'none',
      lineWidth: strokeWidth,
      lineJoin,
      lineCap: 'round',
    });
    if (rawY) {
      const style = { ...stroke(1), opacity: rawOpacity(series.length) };
      raw.push(buildShape((path) => traceLine(path, x, rawY, frame), style));
    }
    lines.push(buildShape((path) => traceLine(path, x, y, frame), { ...stroke(width), lineDash: [...dash] }));
    const point = isLive ? findNewest(x, y, frame) : undefined;
    if (point) {
      newest.push(buildDisc(point, 5, { fill: colour, opacity: 0.25 }));
      newest.push(buildDisc(point, 2.4, { fill: colour }));
    }
    if (y.some((value) => !Number.isFinite(value))) {
      const style = { fill: colour, stroke: palette.card, lineWidth: 1.5, strokeFirst: true };
      marks.push(buildShape((path) => traceMarks(path, x, y, frame), style));
    }
  }
  // Only lines lead out of the plot.
  const clipped = { type: 'group', children: [...raw, ...lines], clipPath: buildClip(frame, isZoomed) };
  return { type: 'group', children: [clipped, ...newest, ...marks] };
}

function buildShape(trace: Tracer['trace'], style: object): object {
  return { type: TRACE, shape: { tracer: { trace } }, style };
}

function buildDisc({ x, y }: { x: number; y: number }, radius: number, style: object): object {
  return buildShape((path) => path.arc(x, y, radius, 0, FULL_TURN), style);
}

/** Where the newest point lies in px, if it is finite and in sight. */
export function findNewest(
  x: Float64Array,
  y: Float64Array,
  frame: PlotFrame,
): { x: number; y: number } | undefined {
  const last = x.at(-1);
  const value = y.at(-1);
  if (last === undefined || value === undefined || !Number.isFinite(value)) return undefined;
  if (!(last >= frame.x.from && last <= frame.x.to)) return undefined;
  return { x: toPixelX(frame, last), y: toPixelY(frame, value) };
}

/** A little more than the plot, so that lines and dots on its edge show whole. */
function buildClip({ left, top, width, height }: PlotFrame, isZoomed: boolean): object {
  const margin = isZoomed ? 0 : EDGE_PX;
  const shape = {
    x: left - margin,
    y: top - EDGE_PX,
    width: width + 2 * margin,
    height: height + 2 * EDGE_PX,
  };
  return { type: 'rect', shape };
}

/** Tick places as shares of the range, and their labels by place. */
function normalize(
  { values, labels }: AxisTicks,
  range: Range,
): { values: number[]; format: (value: number) => string } {
  const shares = values.map((value) => Math.min(1, Math.max(0, shareOf(range, value))));
  const labelByShare = new Map(shares.map((share, index) => [share, labels[index] ?? '']));
  return { values: shares, format: (share) => labelByShare.get(share) ?? '' };
}

/** Whether the last label, centred below its tick, would be cut off by the edge of the element. */
function overhangsRight({ values, labels }: AxisTicks, frame: PlotFrame): boolean {
  const last = values.at(-1);
  if (last === undefined) return false;
  // Digits of the usual faces are 0.56 em wide; a little off does no harm here.
  const halfWidth = ((labels.at(-1)?.length ?? 0) * TICK_FONT_PX * 0.56) / 2;
  return toPixelX(frame, last) + halfWidth > frame.left + frame.width + 10;
}
