import type { CellsStyle } from './shape.ts';

/** Paints cells by way of an image with a pixel for each, stretched over the box without being blurred. */
export function paintCells(
  context: CanvasRenderingContext2D,
  { box, columns, rows, colour, levels }: CellsStyle,
): void {
  if (columns < 1 || rows < 1) return;
  const image = new ImageData(columns, rows);
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) || 0);
  for (let at = 0; at < levels.length; at++) {
    image.data[at * 4] = red!;
    image.data[at * 4 + 1] = green!;
    image.data[at * 4 + 2] = blue!;
    image.data[at * 4 + 3] = levels[at]!;
  }
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  canvas.getContext('2d')?.putImageData(image, 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(canvas, box.x, box.y, box.width, box.height);
}
