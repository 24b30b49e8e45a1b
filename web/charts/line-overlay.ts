import { findIndexAt } from './nearest-point.ts';
import type { LineSeries } from './line-series.ts';
import { findNewest, rawOpacity } from './line-option.ts';
import type { Palette } from './palette.ts';
import { toPixelX, toPixelY, type PlotFrame } from './plot-frame.ts';
import { traceLine } from './trace-line.ts';

const FULL_TURN = 2 * Math.PI;
const FOCUS_WIDTH_PX = 2;
const RING_RADIUS_PX = 3.4;

/** What lies above the lines and changes with the pointer. */
export interface LineOverlay {
  readonly frame: PlotFrame;
  /** The line that stands out: drawn again in full strength above the dimmed ones, with a ring at the cross-hair. */
  readonly focused: LineSeries | undefined;
  readonly lineCount: number;
  /** x of the cross-hair. */
  readonly crossX: number | undefined;
  /** Both ends in px of the range that is being dragged. */
  readonly dragged: readonly [number, number] | undefined;
  readonly palette: Palette;
}

/** Paints the overlay on a cleared canvas of the chart's size. */
export function paintLineOverlay(context: CanvasRenderingContext2D, overlay: LineOverlay): void {
  const { frame, focused, crossX } = overlay;
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  if (focused) paintFocused(context, focused, overlay);
  if (overlay.dragged) paintDragged(context, overlay.dragged, overlay);
  else if (crossX !== undefined && crossX >= frame.x.from && crossX <= frame.x.to) {
    paintCrossHair(context, crossX, overlay);
  }
  context.restore();
}

function paintFocused(
  context: CanvasRenderingContext2D,
  { x, y, rawY, colourToken, dash, isLive }: LineSeries,
  { frame, palette, lineCount }: LineOverlay,
): void {
  context.save();
  context.beginPath();
  context.rect(frame.left - 1, frame.top - 3, frame.width + 2, frame.height + 4);
  context.clip();
  context.strokeStyle = palette.colour(colourToken);
  if (rawY) {
    context.globalAlpha = rawOpacity(lineCount) + 0.08;
    context.lineWidth = 1;
    context.beginPath();
    traceLine(context, x, rawY, frame);
    context.stroke();
  }
  context.globalAlpha = 1;
  context.lineWidth = FOCUS_WIDTH_PX;
  context.setLineDash([...dash]);
  context.beginPath();
  traceLine(context, x, y, frame);
  context.stroke();
  context.restore();
  const newest = isLive ? findNewest(x, y, frame) : undefined;
  if (!newest) return;
  context.fillStyle = palette.colour(colourToken);
  context.beginPath();
  context.arc(newest.x, newest.y, 2.4, 0, FULL_TURN);
  context.fill();
}

function paintCrossHair(context: CanvasRenderingContext2D, crossX: number, overlay: LineOverlay): void {
  const { frame, palette } = overlay;
  const px = Math.round(toPixelX(frame, crossX)) + 0.5;
  context.strokeStyle = palette.faintText;
  context.lineWidth = 1;
  context.lineCap = 'butt';
  context.setLineDash([3, 3]);
  context.beginPath();
  context.moveTo(px, frame.top);
  context.lineTo(px, frame.top + frame.height);
  context.stroke();
  context.setLineDash([]);
  if (overlay.focused) paintRing(context, crossX, overlay.focused, overlay);
}

/** Where the cross-hair meets the focused line. */
function paintRing(
  context: CanvasRenderingContext2D,
  crossX: number,
  line: LineSeries,
  { frame, palette }: LineOverlay,
): void {
  const index = findIndexAt(line, crossX, frame);
  if (index === undefined || !Number.isFinite(line.y[index]!)) return;
  context.fillStyle = palette.card;
  context.strokeStyle = palette.colour(line.colourToken);
  context.lineWidth = 2;
  context.beginPath();
  context.arc(toPixelX(frame, line.x[index]!), toPixelY(frame, line.y[index]!), RING_RADIUS_PX, 0, FULL_TURN);
  context.fill();
  context.stroke();
}

function paintDragged(
  context: CanvasRenderingContext2D,
  [start, end]: readonly [number, number],
  { frame, palette }: LineOverlay,
): void {
  const left = Math.min(start, end);
  const width = Math.abs(end - start);
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.12;
  context.fillRect(left, frame.top, width, frame.height);
  context.globalAlpha = 1;
  for (const edge of [left, left + width])
    context.fillRect(Math.round(edge) - 0.5, frame.top, 1, frame.height);
}
