import type { Point } from './layout-types.ts';
import type { Link } from './plan-levels.ts';

/** Space between things one above the other, and between columns. */
export const NODE_GAP = 18;
export const COLUMN_GAP = 44;
/** How far beside the children bends may lie. */
export const BEND_MARGIN = 8;
/** Height of a label, and the distance of lines that run side by side without labels. */
export const LABEL_HEIGHT = 14;
const LANE_GAP = 5;
/** Space that all lanes of a link take at most. */
const MAX_LANES_HEIGHT = 84;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** A child of a level. */
export interface ChildSize extends Size {
  /** Its size when it is closed. */
  readonly closed: Size;
}

/** Where the things of one level, or of a part of it, go, from (0, 0). */
export interface LevelLayout extends Size {
  /** Upper left corners of the children. */
  readonly corners: ReadonlyMap<string, Point>;
  /** Height at which each port lies; lines through it are level there. */
  readonly portYs: ReadonlyMap<string, number>;
  /** Points that each link passes between its ends, from left to right. */
  readonly bends: ReadonlyMap<string, readonly Point[]>;
  /** Left and right side of the column that each child is in; absent for those in a grid. */
  readonly columns: ReadonlyMap<string, { readonly left: number; readonly right: number }>;
  /** Middle of the space that is kept for the labels of a link. */
  readonly labels: ReadonlyMap<string, Point>;
}

/** Distance from one lane of a link to the next. */
export function laneGap({ lanes, labelWidth, labelHeight }: Link): number {
  if (labelWidth > 0 && labelHeight > LABEL_HEIGHT) return labelHeight;
  return Math.min(labelWidth > 0 ? LABEL_HEIGHT : LANE_GAP, MAX_LANES_HEIGHT / lanes.length);
}

export function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
