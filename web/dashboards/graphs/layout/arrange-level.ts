import { arrangeColumns } from './arrange-columns.ts';
import { arrangeStrands } from './arrange-strands.ts';
import { connectedParts, isWired, type Part } from './connected-parts.ts';
import { joinBlocks, type Block } from './join-blocks.ts';
import { COLUMN_GAP, NODE_GAP, type ChildSize, type LevelLayout, type Size } from './level-layout.ts';
import { placeInGrid } from './pack-boxes.ts';
import type { Level } from './plan-levels.ts';

/** Fewer single children between the outside and the outside look best in one column. */
const MIN_STRANDS = 13;

/**
 * Lays out one level: what is linked to the outside and everything linked to that in columns from left to right, other
 * connected parts beside each other below it, and single things in a grid.
 */
export function arrangeLevel(level: Level, sizeOf: (child: string) => ChildSize): LevelLayout {
  const parts = connectedParts(level);
  const strands = parts.filter((part) => part.children.length === 1 && isWired(part));
  const areStrandsMany = strands.length >= MIN_STRANDS;
  const wired = parts.filter((part) => isWired(part) && !(areStrandsMany && strands.includes(part)));
  const singles = parts.filter(({ children, links }) => children.length === 1 && links.length === 0);
  const others = parts.filter((part) => !isWired(part) && !singles.includes(part));
  const whole = {
    children: wired.flatMap(({ children }) => children),
    links: wired.flatMap(({ links }) => links),
  };
  const columns = (part: Part): Block => {
    const layout = arrangeColumns(part, sizeOf);
    return { layout, closed: closedSize(layout, sizeOf) };
  };
  return joinBlocks(
    [
      ...(wired.length > 0 ? [columns(whole)] : []),
      ...(areStrandsMany ? [asItIs(arrangeStrands(strands, sizeOf))] : []),
    ],
    [
      ...others.map(columns),
      ...(singles.length > 0
        ? [
            arrangeGrid(
              singles.flatMap(({ children }) => children),
              sizeOf,
            ),
          ]
        : []),
    ],
  );
}

function asItIs(layout: LevelLayout): Block {
  return { layout, closed: layout };
}

function arrangeGrid(children: readonly string[], sizeOf: (child: string) => ChildSize): Block {
  const sizes = children.map(sizeOf);
  const closed = sizes.map((size) => size.closed);
  const { points, width, height } = placeInGrid(sizes, NODE_GAP, NODE_GAP, closed);
  const corners = new Map(children.map((child, index) => [child, points[index] ?? { x: 0, y: 0 }]));
  const none = { portYs: new Map(), bends: new Map(), labels: new Map(), columns: new Map() };
  return { layout: { width, height, corners, ...none }, closed: placeInGrid(closed, NODE_GAP) };
}

/** How large columns are about, with all in them closed. */
function closedSize({ columns }: LevelLayout, sizeOf: (child: string) => ChildSize): Size {
  const sizes = new Map<number, { width: number; height: number }>();
  for (const [child, { left }] of columns) {
    const { width, height } = sizeOf(child).closed;
    const column = sizes.get(left) ?? { width: 0, height: -NODE_GAP };
    sizes.set(left, {
      width: Math.max(column.width, width),
      height: column.height + NODE_GAP + height,
    });
  }
  const all = [...sizes.values()];
  return {
    width: all.reduce((sum, { width }) => sum + width + COLUMN_GAP, -COLUMN_GAP),
    height: Math.max(0, ...all.map(({ height }) => height)),
  };
}
