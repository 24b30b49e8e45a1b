import type { Export } from './line-export.ts';
import type { PathStyle, Shape, TextStyle } from './shape.ts';

/** Paints a picture on a canvas of its own and packs it as PNG, with so many pixels for each of its own. */
export async function paintPng(picture: Export, scale: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser gives no canvas to draw on');
  context.scale(scale, scale);
  context.fillStyle = picture.background;
  context.fillRect(0, 0, picture.width, picture.height);
  for (const { shape, x, y } of picture.parts) {
    context.save();
    context.translate(x, y);
    paintShape(context, shape);
    context.restore();
  }
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error('The picture is too large for this browser'));
    }, 'image/png');
  });
}

function paintShape(context: CanvasRenderingContext2D, shape: Shape): void {
  context.save();
  if (shape.type === 'text') paintText(context, shape.style);
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
