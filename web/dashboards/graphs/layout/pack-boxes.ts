import type { Point } from './layout-types.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Width to height that a packed area comes near to, as screens are. */
const ASPECT = 1.8;

/**
 * Places boxes of like kind in rows and columns, column widths by their widest box. Returns the upper left corners,
 * in the order of the boxes, from (0, 0).
 */
export function placeInGrid(boxes: readonly Size[], gap: number): Point[] {
  const columns = columnCount(boxes, gap);
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(0, ...boxes.flatMap(({ width }, index) => (index % columns === column ? [width] : []))),
  );
  const lefts = widths.map((_, column) =>
    widths.slice(0, column).reduce((sum, width) => sum + width + gap, 0),
  );
  const points: Point[] = [];
  let y = 0;
  for (let start = 0; start < boxes.length; start += columns) {
    const row = boxes.slice(start, start + columns);
    const height = Math.max(...row.map((box) => box.height));
    for (const [column, box] of row.entries())
      points.push({ x: lefts[column] ?? 0, y: y + (height - box.height) / 2 });
    y += height + gap;
  }
  return points;
}

/** Places boxes from left to right in rows no wider than `maxWidth`, or than the widest box. */
export function placeInRows(boxes: readonly Size[], gap: number, maxWidth: number): Point[] {
  const points: Point[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  for (const { width, height } of boxes) {
    if (x > 0 && x + width > maxWidth) {
      x = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    points.push({ x, y });
    x += width + gap;
    rowHeight = Math.max(rowHeight, height);
  }
  return points;
}

/** A width at which boxes of this area come out in a pleasant shape. */
export function pleasantWidth(boxes: readonly Size[], gap: number): number {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  return Math.max(Math.sqrt(area * ASPECT), ...boxes.map(({ width }) => width));
}

function columnCount(boxes: readonly Size[], gap: number): number {
  const meanWidth = boxes.reduce((sum, { width }) => sum + width + gap, 0) / boxes.length;
  const meanHeight = boxes.reduce((sum, { height }) => sum + height + gap, 0) / boxes.length;
  const columns = Math.round(Math.sqrt((boxes.length * meanHeight * ASPECT) / meanWidth));
  return Math.min(boxes.length, Math.max(1, columns));
}
