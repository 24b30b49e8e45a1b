import { MergingPath } from './merging-path.ts';
import { paintCells } from './paint-cells.ts';
import type { PathStyle, Shape, TextStyle, Trace } from './shape.ts';

/** Strokes that are put together of more lines would cost what they save. */
const MAX_FINE_LINES = 4;
/** Width of one of them in device pixels: just below one, since Chromium takes what rounding makes more for a wide one. */
const FINE_PX = 0.999;

/**
 * Paints a shape at the origin of the context; leaves the context as it was.
 *
 * @param only "strokes": all but what is painted by columns
 */
export function paintShape(context: CanvasRenderingContext2D, shape: Shape, only?: 'strokes'): void {
  if (only && shape.type === 'trace' && shape.style.quick === 'columns') return;
  context.save();
  if (shape.type === 'text') paintText(context, shape.style);
  else if (shape.type === 'cells') paintCells(context, shape.style);
  else if (shape.type === 'trace') {
    paintPath(context, tracePath(shape.trace, shape.style), shape.style);
  } else {
    if (shape.clip) {
      const { x, y, width, height } = shape.clip;
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
    }
    for (const child of shape.children) paintShape(context, child, only);
  }
  context.restore();
}

function tracePath(trace: Trace, { quick }: PathStyle): Path2D {
  const path = new Path2D();
  if (!quick) {
    trace(path);
    return path;
  }
  const merging = new MergingPath(path);
  trace(merging);
  merging.flush();
  return path;
}

function paintPath(context: CanvasRenderingContext2D, path: Path2D, style: PathStyle): void {
  context.globalAlpha = style.opacity ?? 1;
  const fill = (): void => {
    if (!style.fill || style.fill === 'none') return;
    context.fillStyle = style.fill;
    context.fill(path);
  };
  if (!style.strokeFirst) fill();
  if (style.stroke) {
    context.strokeStyle = style.stroke;
    context.setLineDash([...(style.lineDash ?? [])]);
    if (style.quick) strokeFinely(context, path, style.lineWidth ?? 1);
    else {
      context.lineWidth = style.lineWidth ?? 1;
      context.lineJoin = style.lineJoin ?? 'miter';
      context.lineCap = style.lineCap ?? 'butt';
      context.stroke(path);
    }
  }
  if (style.strokeFirst) fill();
}

/** Strokes with lines one device pixel wide, one above the other until they are together as wide as asked for. */
function strokeFinely(context: CanvasRenderingContext2D, path: Path2D, width: number): void {
  const pixelsPerUnit = context.getTransform().d;
  const span = width - 1 / pixelsPerUnit;
  const count = Math.min(MAX_FINE_LINES, Math.max(1, Math.round(width * pixelsPerUnit)));
  context.lineWidth = FINE_PX / pixelsPerUnit;
  if (count > 1) context.translate(0, -span / 2);
  for (let k = 0; k < count; k++) {
    if (k > 0) context.translate(0, span / (count - 1));
    context.stroke(path);
  }
}

function paintText(context: CanvasRenderingContext2D, style: TextStyle): void {
  context.font = `${style.fontWeight ?? 400} ${style.fontSize}px ${style.fontFamily}`;
  context.textAlign = style.align;
  context.textBaseline = style.verticalAlign;
  if (style.stroke) {
    context.strokeStyle = style.stroke;
    context.lineWidth = style.lineWidth ?? 1;
    context.lineJoin = 'round';
    context.strokeText(style.text, style.x, style.y);
  }
  context.fillStyle = style.fill;
  context.fillText(style.text, style.x, style.y);
}
