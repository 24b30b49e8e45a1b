import { arrangeColumns } from './arrange-columns.ts';
import { arrangeStrands } from './arrange-strands.ts';
import { connectedParts, isWired } from './connected-parts.ts';
import { joinBlocks } from './join-blocks.ts';
import { NODE_GAP, type ChildSize, type LevelLayout, type Size } from './level-layout.ts';
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
  return joinBlocks(
    [
      ...(wired.length > 0 ? [arrangeColumns(whole, sizeOf)] : []),
      ...(areStrandsMany ? [arrangeStrands(strands, sizeOf)] : []),
    ],
    [
      ...others.map((part) => arrangeColumns(part, sizeOf)),
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

function arrangeGrid(children: readonly string[], sizeOf: (child: string) => Size): LevelLayout {
  const sizes = children.map(sizeOf);
  const { points, width, height } = placeInGrid(sizes, NODE_GAP);
  const corners = new Map(children.map((child, index) => [child, points[index] ?? { x: 0, y: 0 }]));
  const none = { portYs: new Map(), bends: new Map(), labels: new Map(), columns: new Map() };
  return { width, height, corners, ...none };
}
