import type { Part } from './connected-parts.ts';
import type { Point } from './layout-types.ts';
import { BEND_MARGIN, COLUMN_GAP, type LevelLayout, type Size } from './level-layout.ts';
import { placeInGrid, type Span } from './pack-boxes.ts';

/** Room for lines above and below each row, and the space between a line and the row. */
const LANES_HEIGHT = 18;
const ROW_MARGIN = 4;
/** How far from a column lines turn into their lane. */
const TURN = COLUMN_GAP / 2 + 4;

/**
 * Places many single children, each between lines from the outside and to the outside, in a grid instead of one endless
 * column. Lines come in above the row of their child and leave below it, so that they pass no other; those of one port
 * share their lane.
 */
export function arrangeStrands(parts: readonly Part[], sizeOf: (child: string) => Size): LevelLayout {
  const children = parts.map((part) => part.children[0] ?? '');
  const grid = placeInGrid(children.map(sizeOf), COLUMN_GAP, 2 * (LANES_HEIGHT + ROW_MARGIN));
  const top = LANES_HEIGHT + ROW_MARGIN;
  const lanes = laneShares(parts);
  const corners = new Map<string, Point>();
  const columns = new Map<string, { left: number; right: number }>();
  const bends = new Map<string, readonly Point[]>();
  const portHeights = new Map<string, number[]>();
  for (const [index, part] of parts.entries()) {
    const column = grid.columns[index % grid.columns.length] ?? NO_SPAN;
    const row = grid.rows[Math.floor(index / grid.columns.length)] ?? NO_SPAN;
    const { x, y } = grid.points[index] ?? { x: 0, y: 0 };
    corners.set(children[index] ?? '', { x, y: y + top });
    columns.set(children[index] ?? '', { left: column.start, right: column.start + column.size });
    for (const [key, { left, right }] of part.links) {
      const isIn = left.kind === 'port';
      const port = isIn ? left.name : right.name;
      const lane = LANES_HEIGHT * (lanes.get(port) ?? 0);
      const line = isIn
        ? laneIn(column, row.start - ROW_MARGIN - lane)
        : laneOut(column, row.start + row.size + ROW_MARGIN + lane, grid.width);
      const moved = line.map((point) => ({ x: point.x, y: point.y + top }));
      bends.set(key, moved);
      const middle = row.start + row.size / 2 + top;
      portHeights.set(port, [...(portHeights.get(port) ?? []), moved[0]?.y ?? middle]);
    }
  }
  const portYs = new Map([...portHeights].map(([port, ys]) => [port, mean(ys)]));
  return {
    width: grid.width,
    height: grid.height + 2 * top,
    corners,
    columns,
    bends,
    portYs,
    labels: new Map(),
  };
}

/** Where in the room for lanes each port has its own, from 0 to 1. */
function laneShares(parts: readonly Part[]): Map<string, number> {
  const ports = { in: new Set<string>(), out: new Set<string>() };
  for (const [, { left, right }] of parts.flatMap(({ links }) => links)) {
    if (left.kind === 'port') ports.in.add(left.name);
    else ports.out.add(right.name);
  }
  return new Map(
    [ports.in, ports.out].flatMap((side) =>
      [...side].map((port, index) => [port, (index + 1) / (side.size + 1)] as const),
    ),
  );
}

/** To a column; the first one needs no way round. */
function laneIn(column: Span, y: number): Point[] {
  if (column.start === 0) return [];
  return [
    { x: -BEND_MARGIN, y },
    { x: column.start - TURN, y },
  ];
}

/** From a column; the last one needs no way round. */
function laneOut({ start, size }: Span, y: number, width: number): Point[] {
  if (start + size === width) return [];
  return [
    { x: start + size + TURN, y },
    { x: width + BEND_MARGIN, y },
  ];
}

const NO_SPAN: Span = { start: 0, size: 0 };

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
