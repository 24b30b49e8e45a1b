import type { LinePicture } from './line-picture.ts';
import { TICK_FONT_PX } from './palette.ts';
import { toPixelX, toPixelY } from './plot-frame.ts';
import { textShape, traceShape, type Shape } from './shape.ts';

/** Length of a tick, and the room between an axis and its labels, in px. */
const TICK_PX = 3;
const X_LABEL_PX = 12;
const Y_LABEL_PX = 7;
/** The last label of the x axis may stand out so far to the right. */
const OVERHANG_PX = 10;
/** Digits of the usual faces are so wide, as a share of their size. */
const DIGIT = 0.56;

/** Grid, axes and their labels as shapes: on the screen and in exported pictures. */
export function buildAxisShapes({
  frame,
  xTicks,
  yTicks,
  rightYTicks,
  palette,
}: Pick<LinePicture, 'frame' | 'xTicks' | 'yTicks' | 'rightYTicks' | 'palette'>): Shape[] {
  const right = frame.left + frame.width;
  const bottom = frame.top + frame.height;
  const label = {
    verticalAlign: 'middle',
    fill: palette.faintText,
    fontSize: TICK_FONT_PX,
    fontFamily: palette.font,
  } as const;
  const line = (x1: number, y1: number, x2: number, y2: number, stroke: string): Shape =>
    traceShape(
      (path) => {
        path.moveTo(x1, y1);
        path.lineTo(x2, y2);
      },
      { stroke, lineWidth: 1 },
    );
  // Lines of 1 px are sharp in the middle of a pixel.
  const sharp = (px: number): number => Math.round(px) + 0.5;
  const y = (value: number): number => toPixelY(frame, value);
  const rightY = (value: number): number => toPixelY({ ...frame, y: frame.rightY ?? frame.y }, value);
  return [
    ...yTicks.values.map((value) => line(frame.left, sharp(y(value)), right, sharp(y(value)), palette.grid)),
    line(frame.left, sharp(bottom), right, sharp(bottom), palette.axis),
    ...xTicks.values.map((value) => {
      const px = sharp(toPixelX(frame, value));
      return line(px, bottom, px, bottom + TICK_PX, palette.axis);
    }),
    ...xTicks.values.map((value, k) => {
      const text = xTicks.labels[k] ?? '';
      const x = toPixelX(frame, value);
      const isCut = k === xTicks.values.length - 1 && x + halfWidth(text) > right + OVERHANG_PX;
      return textShape({ ...label, text, x, y: bottom + X_LABEL_PX, align: isCut ? 'right' : 'center' });
    }),
    ...yTicks.values.map((value, k) =>
      textShape({
        ...label,
        text: yTicks.labels[k] ?? '',
        x: frame.left - Y_LABEL_PX,
        y: y(value),
        align: 'right',
      }),
    ),
    ...(rightYTicks?.values ?? []).map((value) => {
      const px = sharp(rightY(value));
      return line(right, px, right + TICK_PX, px, palette.axis);
    }),
    ...(rightYTicks?.values ?? []).map((value, k) =>
      textShape({
        ...label,
        text: rightYTicks?.labels[k] ?? '',
        x: right + Y_LABEL_PX,
        y: rightY(value),
        align: 'left',
      }),
    ),
  ];
}

function halfWidth(label: string): number {
  return (label.length * TICK_FONT_PX * DIGIT) / 2;
}
