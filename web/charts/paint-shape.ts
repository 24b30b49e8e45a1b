import { paintCells } from './paint-cells.ts';
import type { PathStyle, Shape, TextStyle } from './shape.ts';

/** Paints a shape as ECharts would, at the origin of the context; leaves the context as it was. */
export function paintShape(context: CanvasRenderingContext2D, shape: Shape): void {
  context.save();
  if (shape.type === 'text') paintText(context, shape.style);
  else if (shape.type === 'cells') paintCells(context, shape.style);
  else if (shape.type === 'trace') {
    context.beginPath();
    shape.shape.tracer.trace(context);
    paintPath(context, shape.style);
  } else {
    if (shape.clipPath) {
      const { x, y, width, height } = shape.clipPath.shape;
      context.beginPath();
      context.rect(x, y, width, height);
      context.clip();
    }
    for (const child of shape.children) paintShape(context, child);
  }
  context.restore();
}

function paintPath(context: CanvasRenderingContext2D, style: PathStyle): void {
  context.globalAlpha = style.opacity ?? 1;
  context.lineWidth = style.lineWidth ?? 1;
  context.lineJoin = style.lineJoin ?? 'miter';
  context.lineCap = style.lineCap ?? 'butt';
  context.setLineDash([...(style.lineDash ?? [])]);
  const fill = (): void => {
    if (!style.fill || style.fill === 'none') return;
    context.fillStyle = style.fill;
    context.fill();
  };
  if (!style.strokeFirst) fill();
  if (style.stroke) {
    context.strokeStyle = style.stroke;
    context.stroke();
  }
  if (style.strokeFirst) fill();
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
