import type { Part } from './connected-parts.ts';
import type { Point } from './layout-types.ts';
import {
  BEND_MARGIN,
  LABEL_HEIGHT,
  laneGap,
  NODE_GAP,
  type ChildSize,
  type LevelLayout,
} from './level-layout.ts';
import { pleasantWidth } from './pack-boxes.ts';
import type { Link, LinkEnd } from './plan-levels.ts';

/** Fewer columns than this are read in one row, and more in one that is not much longer than high. */
const MIN_COLUMNS = 12;
const MAX_ASPECT = 5;
/** Space between a row and the lanes above and below it. */
const ROW_MARGIN = 10;
/** Distance of lanes without labels. */
const LANE_GAP = 6;
/** How far from a column lines turn into their lane: little, so that they go straight down and back. */
const TURN = 8;

/** A line between rows: its height in the gap above a row, from the gap's top. */
interface Lane {
  readonly offset: number;
  readonly height: number;
}

/**
 * Breaks a long row of columns into several below each other, as lines of text are, so that a chain of a hundred things
 * can be seen at once. Lines from one row to a later one run in lanes between the rows, each with room for its labels.
 */
export function wrapColumns(
  layout: LevelLayout,
  { links }: Part,
  sizeOf: (child: string) => ChildSize,
): LevelLayout {
  const rows = new Rows(layout, sizeOf);
  if (!rows.isWorthwhile) return layout;
  const gaps = new Gaps(rows, links);
  const shift = (row: number): Point => ({ x: -rows.left(row), y: gaps.rowTop(row, layout.height) });
  const moved = (child: string, { x, y }: Point): Point => {
    const by = shift(rows.ofChild(child));
    return { x: x + by.x, y: y + by.y };
  };
  const corners = new Map([...layout.corners].map(([child, corner]) => [child, moved(child, corner)]));
  const columns = new Map(
    [...layout.columns].map(([child, { left, right }]) => {
      const { x } = shift(rows.ofChild(child));
      return [child, { left: left + x, right: right + x }];
    }),
  );
  const width = Math.max(...[...corners].map(([child, { x }]) => x + sizeOf(child).width));
  const portRows = rows.ofPorts(links);
  const portYs = new Map([...layout.portYs].map(([port, y]) => [port, y + shift(portRows.get(port) ?? 0).y]));
  const bends = new Map<string, readonly Point[]>();
  const labels = new Map<string, Point>();
  for (const [key, link] of links) {
    const [from, to] = [rows.ofEnd(link.left, 'left'), rows.ofEnd(link.right, 'right')];
    if (from === to) {
      const by = shift(from);
      const move = ({ x, y }: Point): Point => ({
        x: Math.min(width + BEND_MARGIN, Math.max(-BEND_MARGIN, x + by.x)),
        y: y + by.y,
      });
      bends.set(key, (layout.bends.get(key) ?? []).map(move));
      const label = layout.labels.get(key);
      if (label) labels.set(key, { x: label.x + by.x, y: label.y + by.y });
      continue;
    }
    const start =
      link.left.kind === 'child' ? (columns.get(link.left.name)?.right ?? 0) + TURN : -BEND_MARGIN;
    const end =
      link.right.kind === 'child' ? (columns.get(link.right.name)?.left ?? 0) - TURN : width + BEND_MARGIN;
    const first = gaps.laneY(from + 1, key, link, layout.height);
    const points = [{ x: start, y: first }];
    if (link.left.kind === 'port' || to === from + 1 || link.right.kind === 'port') {
      // One lane is enough: beside the rows there is nothing in the way of ports.
      const y = link.left.kind === 'port' ? gaps.laneY(to, key, link, layout.height) : first;
      points.splice(0, 1, { x: start, y }, { x: end, y });
    } else {
      const last = gaps.laneY(to, key, link, layout.height);
      points.push({ x: -BEND_MARGIN, y: first }, { x: -BEND_MARGIN, y: last }, { x: end, y: last });
    }
    bends.set(key, points);
    const [a, b] = [points[0], points[1]];
    if (link.labelWidth > 0 && a && b) labels.set(key, { x: (a.x + b.x) / 2, y: a.y });
  }
  return { width, height: gaps.height(layout.height), corners, columns, portYs, bends, labels };
}

/** A column as wide and high as it were if no scope in it was open. */
interface ClosedColumn {
  readonly key: number;
  readonly left: number;
  readonly right: number;
  /** Of its children with the gaps between them. */
  readonly height: number;
  /** Where it begins, and how high its children are, as things are. */
  readonly fullLeft: number;
  readonly fullHeight: number;
}

/** From left to right. The gaps between columns stay, since they hold labels. */
function closedColumns({ columns }: LevelLayout, sizeOf: (child: string) => ChildSize): ClosedColumn[] {
  const children = new Map<number, string[]>();
  for (const [child, column] of columns) {
    const key = columnKey(column);
    children.set(key, [...(children.get(key) ?? []), child]);
  }
  let fullRight = 0;
  let right = 0;
  return [...children]
    .sort(([a], [b]) => a - b)
    .map(([key, inside]) => {
      const side = columns.get(inside[0] ?? '') ?? { left: 0, right: 0 };
      const sizes = inside.map(sizeOf);
      const left = right + side.left - fullRight;
      right = left + Math.max(...sizes.map(({ closed }) => closed.width));
      fullRight = side.right;
      return {
        key,
        left,
        right,
        height: sizes.reduce((sum, { closed }) => sum + closed.height + NODE_GAP, 0),
        fullLeft: side.left,
        fullHeight: sizes.reduce((sum, { height }) => sum + height + NODE_GAP, 0),
      };
    });
}

/** Tells columns apart by their middle. */
function columnKey({ left, right }: { readonly left: number; readonly right: number }): number {
  return left + right;
}

/**
 * Which row each column comes to. Rows are broken as if no scope was open, so that those after one that opens stay where
 * they are.
 */
class Rows {
  readonly isWorthwhile: boolean;
  readonly count: number;
  readonly #rowOfChild: ReadonlyMap<string, number>;
  readonly #lefts: number[] = [];

  constructor(layout: LevelLayout, sizeOf: (child: string) => ChildSize) {
    const columns = closedColumns(layout, sizeOf);
    const growth =
      Math.max(...columns.map(({ fullHeight }) => fullHeight)) -
      Math.max(...columns.map((column) => column.height));
    const rowHeight = layout.height - growth + 2 * ROW_MARGIN + 2 * LABEL_HEIGHT;
    const width = columns.at(-1)?.right ?? 0;
    this.isWorthwhile = columns.length >= MIN_COLUMNS && width > MAX_ASPECT * rowHeight;
    const cells = columns.map(({ left, right }) => ({ width: right - left, height: rowHeight }));
    const target = pleasantWidth(
      cells,
      (width - cells.reduce((sum, cell) => sum + cell.width, 0)) / cells.length,
    );
    const rowOfColumn = new Map<number, number>();
    let row = -1;
    let start = 0;
    for (const { left, right, key, fullLeft } of columns) {
      if (row < 0 || right - start > target) {
        row = this.#lefts.push(fullLeft) - 1;
        start = left;
      }
      rowOfColumn.set(key, row);
    }
    this.count = row + 1;
    this.#rowOfChild = new Map(
      [...layout.columns].map(([child, column]) => [child, rowOfColumn.get(columnKey(column)) ?? 0]),
    );
  }

  /** Where a row begins in the unbroken one. */
  left(row: number): number {
    return this.#lefts[row] ?? 0;
  }

  ofChild(child: string): number {
    return this.#rowOfChild.get(child) ?? 0;
  }

  /** Row of a link's end; ports on the left belong to the first row, on the right to the last. */
  ofEnd({ kind, name }: LinkEnd, side: 'left' | 'right'): number {
    if (kind === 'child') return this.ofChild(name);
    return side === 'left' ? 0 : this.count - 1;
  }

  /** The row beside which each port lies. */
  ofPorts(links: Part['links']): ReadonlyMap<string, number> {
    const rows = new Map<string, number>();
    for (const [, { left, right }] of links) {
      if (left.kind === 'port') rows.set(left.name, 0);
      if (right.kind === 'port') rows.set(right.name, this.count - 1);
    }
    return rows;
  }
}

/** The gaps above the rows, and the lanes in them. */
class Gaps {
  readonly #lanes: Map<string, Lane>[];
  readonly #heights: number[];

  constructor(rows: Rows, links: Part['links']) {
    this.#lanes = Array.from({ length: rows.count + 1 }, () => new Map<string, Lane>());
    this.#heights = this.#lanes.map(() => 0);
    for (const [key, link] of links) {
      const [from, to] = [rows.ofEnd(link.left, 'left'), rows.ofEnd(link.right, 'right')];
      if (from === to) continue;
      const isPort = link.left.kind === 'port';
      if (!isPort) this.#add(from + 1, key, link);
      if (isPort || (link.right.kind === 'child' && to > from + 1)) this.#add(to, key, link);
    }
  }

  /** Middle of a link's lane in the gap above a row. */
  laneY(gap: number, key: string, link: Link, rowHeight: number): number {
    const lane = this.#lanes[gap]?.get(laneKey(key, link));
    return this.#gapTop(gap, rowHeight) + (lane ? lane.offset + lane.height / 2 : 0);
  }

  rowTop(row: number, rowHeight: number): number {
    return row === 0 ? 0 : this.#gapTop(row, rowHeight) + (this.#heights[row] ?? 0) + ROW_MARGIN;
  }

  height(rowHeight: number): number {
    return this.rowTop(this.#heights.length - 2, rowHeight) + rowHeight;
  }

  #gapTop(gap: number, rowHeight: number): number {
    return this.rowTop(gap - 1, rowHeight) + rowHeight + ROW_MARGIN;
  }

  #add(gap: number, key: string, link: Link): void {
    const lanes = this.#lanes[gap];
    const lane = laneKey(key, link);
    if (!lanes || lanes.has(lane)) return;
    const height =
      (link.labelWidth > 0 ? link.labelHeight : LANE_GAP) + (link.lanes.length - 1) * laneGap(link);
    lanes.set(lane, { offset: this.#heights[gap] ?? 0, height });
    this.#heights[gap] = (this.#heights[gap] ?? 0) + height;
  }
}

/** Lines from one start share their lane, unless they have labels. */
function laneKey(key: string, { left, labelWidth }: Link): string {
  return labelWidth > 0 ? key : `${left.kind} ${left.name}`;
}
