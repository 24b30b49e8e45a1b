import type { LineSeries, XSelection } from './line-series.ts';
import type { LinePicture } from './line-picture.ts';
import {
  buildClip,
  buildEdgeShapes,
  FAINT_OPACITY,
  findNewest,
  findQuickWay,
  rawOpacity,
} from './line-shapes.ts';
import { paintShape } from './paint-shape.ts';
import { frameOf, toPixelX, type PlotFrame } from './plot-frame.ts';
import { groupShapes, traceShape, type Box, type PathStyle, type Shape } from './shape.ts';
import { partSuperseded } from './stretches.ts';
import { traceLine } from './trace-line.ts';

const FULL_TURN = 2 * Math.PI;
const FOCUS_WIDTH_PX = 2;
/** Added to that of the unsmoothed values. */
const FOCUS_RAW_OPACITY = 0.08;
const OUTSIDE_OPACITY = 0.6;

/** What lies above the lines, apart from the cross-hair. */
export interface LineOverlay {
  readonly picture: LinePicture;
  /** The lines that stand out: drawn again in full strength above the dimmed ones. */
  readonly focused: readonly LineSeries[];
  /** The part of the plot that is being dragged over, in px. */
  readonly dragged: Box | undefined;
  readonly selection: XSelection | undefined;
}

/** Whether there is nothing to be painted. */
export function isEmptyOverlay({ focused, dragged, selection }: LineOverlay): boolean {
  return focused.length === 0 && !dragged && !selection;
}

/** Whether both would be painted alike. */
export function isSameOverlay(a: LineOverlay, b: LineOverlay | undefined): boolean {
  if (!b || a.picture !== b.picture || a.selection !== b.selection || a.dragged || b.dragged) return false;
  return a.focused.length === b.focused.length && a.focused.every((line, k) => line === b.focused[k]);
}

/** Paints the overlay on a cleared canvas of the chart's size. */
export function paintLineOverlay(context: CanvasRenderingContext2D, overlay: LineOverlay): void {
  const { focused, picture } = overlay;
  context.save();
  context.lineJoin = 'round';
  context.lineCap = 'round';
  for (const line of focused) paintFocused(context, line, picture);
  // Again, so that they stay readable while the lines are dimmed.
  if (focused.length > 0) paintShape(context, buildEdgeShapes(picture));
  if (overlay.selection) paintSelection(context, overlay.selection, picture);
  if (overlay.dragged) paintDragged(context, overlay.dragged, picture);
  context.restore();
}

function paintFocused(context: CanvasRenderingContext2D, line: LineSeries, picture: LinePicture): void {
  const { frame, palette, series } = picture;
  const { x, y, rawY, colourToken, dash, isLive, superseded } = line;
  const ownFrame = frameOf(line, frame);
  const style = {
    stroke: palette.colour(colourToken),
    lineJoin: 'round',
    lineCap: 'round',
    quick: findQuickWay(line, picture),
  } as const;
  const trace = (column: Float64Array, more: PathStyle): Shape => {
    const { kept } = partSuperseded({ x, y: column }, superseded);
    return traceShape((path) => traceLine(path, kept, ownFrame), { ...style, ...more });
  };
  const raw = rawY ? [trace(rawY, { opacity: rawOpacity(series.length) + FOCUS_RAW_OPACITY })] : [];
  const shown = trace(y, {
    lineDash: dash,
    ...(line.isFaint ? { lineWidth: 1, opacity: FAINT_OPACITY } : { lineWidth: FOCUS_WIDTH_PX }),
  });
  paintShape(context, groupShapes([...raw, shown], buildClip(picture)));
  const newest = isLive ? findNewest(line, frame) : undefined;
  if (!newest) return;
  context.fillStyle = palette.colour(colourToken);
  context.beginPath();
  context.arc(newest.x, newest.y, 2.4, 0, FULL_TURN);
  context.fill();
}

/** A line at each selected x; with two of them what lies outside is dimmed. */
function paintSelection(
  context: CanvasRenderingContext2D,
  { from, to }: XSelection,
  { frame, palette }: LinePicture,
): void {
  const right = frame.left + frame.width;
  const places = (to === undefined ? [from] : [from, to]).map((value) => toPixelX(frame, value));
  if (places.length === 2) {
    const [start, end] = places.map((px) => Math.min(right, Math.max(frame.left, px))) as [number, number];
    context.fillStyle = palette.card;
    context.globalAlpha = OUTSIDE_OPACITY;
    context.fillRect(frame.left - 2, frame.top - 3, start - frame.left + 2, frame.height + 3);
    context.fillRect(end, frame.top - 3, right - end + 4, frame.height + 3);
    context.globalAlpha = 1;
  }
  context.strokeStyle = palette.accent;
  for (const px of places) if (px >= frame.left && px <= right) paintVertical(context, px, frame);
}

function paintVertical(context: CanvasRenderingContext2D, px: number, frame: PlotFrame): void {
  context.lineWidth = 1;
  context.lineCap = 'butt';
  context.beginPath();
  context.moveTo(Math.round(px) + 0.5, frame.top);
  context.lineTo(Math.round(px) + 0.5, frame.top + frame.height);
  context.stroke();
}

function paintDragged(
  context: CanvasRenderingContext2D,
  { x, y, width, height }: Box,
  { palette }: LinePicture,
): void {
  context.fillStyle = palette.accent;
  context.globalAlpha = 0.12;
  context.fillRect(x, y, width, height);
  context.globalAlpha = 1;
  context.strokeStyle = palette.accent;
  context.lineWidth = 1;
  context.strokeRect(Math.round(x) + 0.5, Math.round(y) + 0.5, Math.round(width), Math.round(height));
}
