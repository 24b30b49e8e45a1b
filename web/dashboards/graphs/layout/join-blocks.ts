import type { Point } from './layout-types.ts';
import { mapValues, type LevelLayout, type Size } from './level-layout.ts';
import { placeInRows, pleasantWidth } from './pack-boxes.ts';

/** Space between parts that nothing connects. */
const PART_GAP = 24;

/** A part of a level, and about as large as it is when all in it is closed. */
export interface Block {
  readonly layout: LevelLayout;
  readonly closed: Size;
}

/**
 * Puts parts of a level together: `wired` ones, from which lines lead to the level's border, each in rows of its own,
 * and the others beside each other below, in rows that end where they end when all is closed.
 */
export function joinBlocks(wired: readonly Block[], loose: readonly Block[]): LevelLayout {
  const blocks = [...wired, ...loose].map(({ layout }) => layout);
  const [only] = blocks;
  if (only !== undefined && blocks.length === 1) return only;
  let below = 0;
  const origins: Point[] = [];
  for (const { layout } of wired) {
    origins.push({ x: 0, y: below });
    below += layout.height + PART_GAP;
  }
  const closed = loose.map((block) => block.closed);
  const maxWidth = Math.max(pleasantWidth(closed, PART_GAP), ...wired.map((block) => block.closed.width));
  const rows = placeInRows(
    loose.map(({ layout }) => layout),
    PART_GAP,
    maxWidth,
    closed,
  );
  origins.push(...rows.map(({ x, y }) => ({ x, y: y + below })));
  const placed = blocks.map((block, index) => {
    const { x: dx, y: dy } = origins[index] ?? { x: 0, y: 0 };
    const move = ({ x, y }: Point): Point => ({ x: x + dx, y: y + dy });
    return {
      right: dx + block.width,
      bottom: dy + block.height,
      corners: [...mapValues(block.corners, move)],
      portYs: [...mapValues(block.portYs, (y) => y + dy)],
      bends: [...mapValues(block.bends, (points) => points.map(move))],
      labels: [...mapValues(block.labels, move)],
      columns: [...mapValues(block.columns, ({ left, right }) => ({ left: left + dx, right: right + dx }))],
    };
  });
  return {
    width: Math.max(0, ...placed.map(({ right }) => right)),
    height: Math.max(0, ...placed.map(({ bottom }) => bottom)),
    corners: new Map(placed.flatMap(({ corners }) => corners)),
    portYs: new Map(placed.flatMap(({ portYs }) => portYs)),
    bends: new Map(placed.flatMap(({ bends }) => bends)),
    labels: new Map(placed.flatMap(({ labels }) => labels)),
    columns: new Map(placed.flatMap(({ columns }) => columns)),
  };
}
