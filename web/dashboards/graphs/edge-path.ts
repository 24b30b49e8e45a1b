import type { Point } from './layout/layout-types.ts';

/** Length of an arrow head, and half its width, beside the stroke. */
const ARROW_LENGTH = 7;
const ARROW_HALF_WIDTH = 3.4;

/**
 * The line through the points of an edge as SVG path data: level at every point, and short of its arrow head.
 * @param arrowAt Which end has the arrow head: a reference points at the variable it comes from.
 */
export function edgePath(route: readonly Point[], arrowAt: 'start' | 'end'): string {
  return route
    .map((point, index) => {
      const before = route[index - 1];
      const { x, y } = arrowAt === 'end' && index === route.length - 1 ? shortened(point, before) : point;
      if (before === undefined) return start(route, arrowAt);
      const from = index === 1 && arrowAt === 'start' ? shortened(before, point) : before;
      const middle = round((from.x + x) / 2);
      return `C${middle} ${round(from.y)} ${middle} ${round(y)} ${round(x)} ${round(y)}`;
    })
    .join('');
}

/** The arrow head of an edge as SVG path data. */
export function arrowPath(route: readonly Point[], arrowAt: 'start' | 'end', strokeWidth: number): string {
  const [tip, before] = arrowAt === 'end' ? [route.at(-1), route.at(-2)] : [route[0], route[1]];
  if (tip === undefined || before === undefined) return '';
  const length = (ARROW_LENGTH + strokeWidth / 2) * (tip.x >= before.x ? -1 : 1);
  const half = ARROW_HALF_WIDTH + strokeWidth / 2;
  return `M${round(tip.x)} ${round(tip.y)}l${length} ${-half}v${2 * half}z`;
}

function start(route: readonly Point[], arrowAt: 'start' | 'end'): string {
  const [first = { x: 0, y: 0 }, second] = route;
  const { x, y } = arrowAt === 'start' ? shortened(first, second) : first;
  return `M${round(x)} ${round(y)}`;
}

function shortened(tip: Point, other: Point | undefined): Point {
  if (other === undefined) return tip;
  return { x: tip.x + (tip.x >= other.x ? -ARROW_LENGTH + 1 : ARROW_LENGTH - 1), y: tip.y };
}

/** A tenth of a pixel is enough, and shorter. */
function round(value: number): number {
  return Math.round(value * 10) / 10;
}
