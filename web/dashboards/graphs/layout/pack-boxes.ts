import type { Point } from './layout-types.ts';
import type { Size } from './level-layout.ts';

/** Width to height that a packed area comes near to, as screens are. */
const ASPECT = 1.8;

/** Boxes in rows and columns, from (0, 0). */
export interface Grid extends Size {
  /** Upper left corners, in the order of the boxes. */
  readonly points: readonly Point[];
  /** Left sides and widths of the columns, upper sides and heights of the rows. */
  readonly columns: readonly Span[];
  readonly rows: readonly Span[];
}

export interface Span {
  readonly start: number;
  readonly size: number;
}

/**
 * Places boxes of like kind in rows, each column as wide and each row as high as its largest box.
 * @param closed Sizes that decide how many columns there are, so that one box that grows leaves the others in theirs.
 */
export function placeInGrid(
  boxes: readonly Size[],
  columnGap: number,
  rowGap = columnGap,
  closed: readonly Size[] = boxes,
): Grid {
  const count = columnCount(closed, columnGap, rowGap);
  const columns = spans(
    boxes,
    ({ width }) => width,
    (index) => index % count,
    columnGap,
  );
  const rows = spans(
    boxes,
    ({ height }) => height,
    (index) => Math.floor(index / count),
    rowGap,
  );
  const points = boxes.map(({ height }, index) => {
    const row = rows[Math.floor(index / count)] ?? NO_SPAN;
    return { x: columns[index % count]?.start ?? 0, y: row.start + (row.size - height) / 2 };
  });
  return { points, columns, rows, width: endOf(columns), height: endOf(rows) };
}

/**
 * Places boxes from left to right in rows no wider than `maxWidth`, or than the widest box.
 * @param closed Sizes that decide where rows end, so that one box that grows leaves the others in theirs.
 */
export function placeInRows(
  boxes: readonly Size[],
  gap: number,
  maxWidth: number,
  closed: readonly Size[] = boxes,
): Point[] {
  const points: Point[] = [];
  let x = 0;
  let y = 0;
  let rowHeight = 0;
  let closedX = 0;
  for (const [index, { width, height }] of boxes.entries()) {
    const closedWidth = closed[index]?.width ?? width;
    if (closedX > 0 && closedX + closedWidth > maxWidth) {
      x = 0;
      closedX = 0;
      y += rowHeight + gap;
      rowHeight = 0;
    }
    points.push({ x, y });
    x += width + gap;
    closedX += closedWidth + gap;
    rowHeight = Math.max(rowHeight, height);
  }
  return points;
}

/** A width at which boxes of this area come out in a pleasant shape. */
export function pleasantWidth(boxes: readonly Size[], gap: number): number {
  const area = boxes.reduce((sum, { width, height }) => sum + (width + gap) * (height + gap), 0);
  return Math.max(Math.sqrt(area * ASPECT), ...boxes.map(({ width }) => width));
}

const NO_SPAN: Span = { start: 0, size: 0 };

/** Spans one after the other, each as large as the largest box in it. */
function spans(
  boxes: readonly Size[],
  sizeOf: (box: Size) => number,
  placeOf: (index: number) => number,
  gap: number,
): Span[] {
  const sizes: number[] = [];
  for (const [index, box] of boxes.entries()) {
    const place = placeOf(index);
    sizes[place] = Math.max(sizes[place] ?? 0, sizeOf(box));
  }
  let start = 0;
  return sizes.map((size) => {
    const span = { start, size };
    start += size + gap;
    return span;
  });
}

function endOf(all: readonly Span[]): number {
  const { start, size } = all.at(-1) ?? NO_SPAN;
  return start + size;
}

function columnCount(boxes: readonly Size[], columnGap: number, rowGap: number): number {
  const meanWidth = boxes.reduce((sum, { width }) => sum + width + columnGap, 0) / boxes.length;
  const meanHeight = boxes.reduce((sum, { height }) => sum + height + rowGap, 0) / boxes.length;
  const columns = Math.round(Math.sqrt((boxes.length * meanHeight * ASPECT) / meanWidth));
  return Math.min(boxes.length, Math.max(1, columns));
}
