import type { Point } from './layout/layout-types.ts';

/** Length of an arrow head, and half its width, beside the stroke. */
const ARROW_LENGTH = 7;
const ARROW_HALF_WIDTH = 3.4;

/** Which way edges run: lines are level at their points, or upright. */
type Direction = 'right' | 'up';

/**
 * The line through the points of an edge as SVG path data: along the flow at every point, and short of its arrow head.
 * @param arrowAt Which end has the arrow head: a reference points at the variable it comes from.
 */
export function edgePath(
  route: readonly Point[],
  arrowAt: 'start' | 'end',
  direction: Direction = 'right',
): string {
  const turned = route.map((point) => turn(point, direction));
  return turned
    .map((point, index) => {
      const before = turned[index - 1];
      const { x, y } = arrowAt === 'end' && index === route.length - 1 ? shortened(point, before) : point;
      if (before === undefined) return `M${text(start(turned, arrowAt), direction)}`;
      const from = index === 1 && arrowAt === 'start' ? shortened(before, point) : before;
      const middle = (from.x + x) / 2;
      const bends = [
        { x: middle, y: from.y },
        { x: middle, y },
        { x, y },
      ];
      return `C${bends.map((bend) => text(bend, direction)).join(' ')}`;
    })
    .join('');
}

/** The arrow head of an edge as SVG path data. */
export function arrowPath(
  route: readonly Point[],
  arrowAt: 'start' | 'end',
  strokeWidth: number,
  direction: Direction = 'right',
): string {
  const ends = arrowAt === 'end' ? [route.at(-1), route.at(-2)] : [route[0], route[1]];
  const [tip, before] = ends.map((point) => point && turn(point, direction));
  if (tip === undefined || before === undefined) return '';
  const x = tip.x + (ARROW_LENGTH + strokeWidth / 2) * (tip.x >= before.x ? -1 : 1);
  const half = ARROW_HALF_WIDTH + strokeWidth / 2;
  const corners = [tip, { x, y: tip.y - half }, { x, y: tip.y + half }];
  return `M${corners.map((corner) => text(corner, direction)).join('L')}z`;
}

function start(route: readonly Point[], arrowAt: 'start' | 'end'): Point {
  const [first = { x: 0, y: 0 }, second] = route;
  return arrowAt === 'start' ? shortened(first, second) : first;
}

/** Makes a point of an upright line one of a level line. It is its own reverse. */
function turn({ x, y }: Point, direction: Direction): Point {
  return direction === 'up' ? { x: y, y: x } : { x, y };
}

function text(point: Point, direction: Direction): string {
  const { x, y } = turn(point, direction);
  return `${round(x)} ${round(y)}`;
}

function shortened(tip: Point, other: Point | undefined): Point {
  if (other === undefined) return tip;
  return { x: tip.x + (tip.x >= other.x ? -ARROW_LENGTH + 1 : ARROW_LENGTH - 1), y: tip.y };
}

/** A tenth of a pixel is enough, and shorter. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
