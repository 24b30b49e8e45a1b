import { LineRaster } from './line-raster.ts';
import { paintShape } from './paint-shape.ts';
import type { Shape } from './shape.ts';

/**
 * Paints a shape on a cleared canvas as `paintShape` does, but the many lines that may be painted by columns of pixels
 * so, below all else.
 */
export function paintLines(context: CanvasRenderingContext2D, shape: Shape): void {
  if (hasColumns(shape)) {
    const { width, height } = context.canvas;
    const scale = context.getTransform().d;
    const raster = new LineRaster(width, height, scale);
    paintColumns(shape, raster, scale);
    context.putImageData(raster.toImage(), 0, 0);
  }
  paintShape(context, shape, 'strokes');
}

function hasColumns(shape: Shape): boolean {
  if (shape.type === 'group') return shape.children.some(hasColumns);
  return shape.type === 'trace' && shape.style.quick === 'columns';
}

/** From the last shape to the first: a raster takes what is above before what is below. */
function paintColumns(shape: Shape, raster: LineRaster, scale: number): void {
  if (shape.type === 'group') {
    if (shape.clip) raster.clipTo(shape.clip);
    for (const child of shape.children.toReversed()) paintColumns(child, raster, scale);
  } else if (shape.type === 'trace' && shape.style.quick === 'columns') {
    const { stroke = '', opacity = 1, lineWidth = 1, lineDash = [] } = shape.style;
    shape.trace(raster);
    raster.paint({
      colour: stroke,
      opacity,
      width: lineWidth * scale,
      dash: lineDash.map((length) => length * scale),
    });
  }
}
