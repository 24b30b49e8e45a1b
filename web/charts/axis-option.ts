import type { AxisScale } from './axis-scale.ts';
import type { AxisTicks } from './axis-ticks.ts';
import type { ChartOption } from './echarts.ts';
import type { LinePicture } from './line-picture.ts';
import { TICK_FONT_PX } from './palette.ts';
import { toPixelX, type PlotFrame } from './plot-frame.ts';

/**
 * The axes of a picture as an ECharts option, with the grid. They run from 0 to 1 and get their ticks from us: so ECharts
 * never computes with the data, whose ranges (1e-40, ±1e308, seconds since 1970) its own scales would round.
 */
export function buildAxisOption(picture: LinePicture): ChartOption {
  const { frame, xTicks, yTicks, rightYTicks, palette } = picture;
  const label = { color: palette.faintText, fontSize: TICK_FONT_PX, fontFamily: palette.font };
  const x = normalize(xTicks, frame.x);
  const y = normalize(yTicks, frame.y);
  const right = rightYTicks && frame.rightY && normalize(rightYTicks, frame.rightY);
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
    yAxis: [
      {
        ...axis,
        axisLine: { show: false },
        axisTick: { show: false, customValues: y.values },
        axisLabel: { ...label, margin: 7, customValues: y.values, formatter: y.format },
        splitLine: { lineStyle: { color: palette.grid, width: 1 } },
      },
      // One that does not show would cost nearly as much as those that do.
      ...(right
        ? [
            {
              ...axis,
              position: 'right' as const,
              axisLine: { show: false },
              axisTick: {
                show: true,
                length: 3,
                lineStyle: { color: palette.axis },
                customValues: right.values,
              },
              axisLabel: { ...label, margin: 7, customValues: right.values, formatter: right.format },
              splitLine: { show: false },
            },
          ]
        : []),
    ],
  };
}

/** Tick places as shares of the axis, and their labels by place. */
function normalize(
  { values, labels }: AxisTicks,
  scale: AxisScale,
): { values: number[]; format: (value: number) => string } {
  const shares = values.map((value) => Math.min(1, Math.max(0, scale.share(value))));
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
