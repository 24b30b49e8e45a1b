import type { Export } from './line-export.ts';
import { paintShape } from './paint-shape.ts';

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
