import { assignSlots, type LineEnd } from './assign-slots.ts';
import type { Box, LayoutNode, LayoutRequest, Point } from './layout-types.ts';
import { laneGap, type LevelLayout } from './level-layout.ts';
import { linkKey, type Level, type LevelPlan, type Link, type LinkEnd, type Step } from './plan-levels.ts';
import { untanglePorts, type PortPlaces } from './untangle-ports.ts';

/** A way within a column that is shorter than this needs no point of its own. */
const MIN_REACH = 6;

/** What has been laid out: absolute boxes, and each level with the place of its (0, 0). */
export interface PlacedLevels {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly layouts: ReadonlyMap<string, LevelLayout>;
  readonly origins: ReadonlyMap<string, Point>;
}

type Side = 'left' | 'right';

/** Finds the ways of edges: from the side of one box, by the bends and ports of their steps, to the side of another. */
export class EdgeRouter {
  readonly #request: LayoutRequest;
  readonly #plan: LevelPlan;
  readonly #placed: PlacedLevels;
  readonly #levels: ReadonlyMap<string, Level>;
  readonly #nodes: ReadonlyMap<string, LayoutNode>;
  readonly #places: PortPlaces;

  constructor(request: LayoutRequest, plan: LevelPlan, placed: PlacedLevels) {
    this.#request = request;
    this.#plan = plan;
    this.#placed = placed;
    this.#levels = new Map(plan.levels.map((level) => [level.scope, level]));
    this.#nodes = new Map(request.nodes.map((node) => [node.path, node]));
    const portYs = (scope: string): ReadonlyMap<string, number> =>
      placed.layouts.get(scope)?.portYs ?? new Map();
    this.#places = untanglePorts(request, plan, portYs, (path) => this.#middle(path).y);
  }

  /** Per edge the points that it passes, from its start to its end. */
  routes(): Point[][] {
    const { edges } = this.#request;
    const ends = edges.flatMap((edge, index) => {
      const steps = this.#plan.steps[index] ?? [];
      const between = this.#between(steps);
      const [start, end] = sidesOf(steps);
      const first = between[0] ?? this.#middle(edge.to);
      const last = between.at(-1) ?? this.#middle(edge.from);
      // Lines of one start that go the same way at first are one line; those that end together are not.
      return [
        this.#lineEnd(
          edge.from,
          start,
          first.y,
          `${edge.strand} ${between.length > 0 ? `${first.x} ${first.y}` : edge.to}`,
        ),
        this.#lineEnd(edge.to, end, last.y, `${edge.strand} ${edge.from} ${last.x} ${last.y}`),
      ];
    });
    const heights = assignSlots(ends);
    return edges.map((edge, index) => {
      const steps = this.#plan.steps[index] ?? [];
      const [start, end] = sidesOf(steps);
      return this.#assemble(
        steps,
        { x: this.#edgeOf(edge.from, start), y: heights[2 * index] ?? 0 },
        { x: this.#edgeOf(edge.to, end), y: heights[2 * index + 1] ?? 0 },
      );
    });
  }

  /** The middle of an edge's label: the place kept for it, or halfway along its longest part. */
  label(edge: number, route: readonly Point[]): Point {
    const step = this.#plan.steps[edge]?.find(({ way }) => way === 'across');
    const kept = step && this.#placed.layouts.get(step.scope)?.labels.get(step.link);
    if (step === undefined || kept === undefined) return middleOfLongestPart(route);
    const { x, y } = this.#absolute(step.scope, kept);
    return { x, y: y + this.#laneOffset(step) };
  }

  /** Bends, and crossings of borders, without the ends. */
  #between(steps: readonly Step[]): Point[] {
    return steps.flatMap((step, index) => {
      const next = steps[index + 1];
      return [...this.#bends(step), ...(next === undefined ? [] : [this.#crossing(step, next)])];
    });
  }

  /** Joins everything; where a box is narrower than its column, lines stay level until they are out of the column. */
  #assemble(steps: readonly Step[], start: Point, end: Point): Point[] {
    const points = [start];
    let from = start;
    for (const [index, step] of steps.entries()) {
      const next = steps[index + 1];
      const to = next === undefined ? end : this.#crossing(step, next);
      const [near, far] = step.isBackward ? (['left', 'right'] as const) : (['right', 'left'] as const);
      points.push(
        ...this.#reach(step, this.#start(step), near, from),
        ...this.#bends(step),
        ...this.#reach(step, this.#end(step), far, to),
        to,
      );
      from = to;
    }
    return points;
  }

  /** The point at the side of a child's column that is level with one at the side of the child. */
  #reach(step: Step, end: LinkEnd | undefined, side: Side, { x, y }: Point): Point[] {
    const column = end?.kind === 'child' && this.#placed.layouts.get(step.scope)?.columns.get(end.name);
    if (!column) return [];
    const edge = this.#absolute(step.scope, { x: column[side], y: 0 }).x;
    return Math.abs(edge - x) < MIN_REACH ? [] : [{ x: edge, y }];
  }

  #lineEnd(path: string, side: Side, towards: number, line: string): LineEnd {
    const box = this.#box(path);
    const anchorY = this.#nodes.get(path)?.anchorY;
    return {
      box,
      side: `${side} ${path}`,
      line,
      towards,
      fixed: anchorY === undefined ? undefined : box.y + anchorY,
    };
  }

  /** Bends of a step in the direction of the edge. One that only marks the middle of an unlabelled link is left out. */
  #bends(step: Step): Point[] {
    const bends = this.#placed.layouts.get(step.scope)?.bends.get(this.#placeOf(step)) ?? [];
    if (bends.length === 1 && (this.#link(step)?.labelWidth ?? 0) === 0) return [];
    const offset = this.#laneOffset(step);
    const points = bends.map((bend) => {
      const { x, y } = this.#absolute(step.scope, bend);
      return { x, y: y + offset };
    });
    return step.isBackward ? points.toReversed() : points;
  }

  /** Key of the link whose place the step's link takes: one with another port. */
  #placeOf(step: Step): string {
    const link = this.#link(step);
    if (link === undefined || step.port === undefined) return step.link;
    const place = (end: LinkEnd): LinkEnd =>
      end.kind === 'port' ? { kind: 'port', name: this.#portPlace(step.scope, end.name) } : end;
    return linkKey(place(link.left), place(link.right));
  }

  #portPlace(scope: string, port: string): string {
    return this.#places.get(scope)?.get(port) ?? port;
  }

  #laneOffset(step: Step): number {
    const link = this.#link(step);
    if (link === undefined) return 0;
    return (link.lanes.indexOf(step.lane) - (link.lanes.length - 1) / 2) * laneGap(link);
  }

  #link({ scope, link }: Step): Link | undefined {
    return this.#levels.get(scope)?.links.get(link);
  }

  /** Where an edge crosses the border of a scope between two steps: out of the first one's, or into the second one's. */
  #crossing(step: Step, next: Step): Point {
    const { scope, way, port = '' } = step.way === 'out' ? step : next;
    const box = this.#box(scope);
    const y = this.#placed.layouts.get(scope)?.portYs.get(this.#portPlace(scope, port));
    return {
      x: this.#edgeOf(scope, (way === 'out') === step.isBackward ? 'left' : 'right'),
      y: y === undefined ? box.y + box.height / 2 : this.#absolute(scope, { x: 0, y }).y,
    };
  }

  #start(step: Step): LinkEnd | undefined {
    return step.isBackward ? this.#link(step)?.right : this.#link(step)?.left;
  }

  #end(step: Step): LinkEnd | undefined {
    return step.isBackward ? this.#link(step)?.left : this.#link(step)?.right;
  }

  #absolute(scope: string, { x, y }: Point): Point {
    const origin = this.#placed.origins.get(scope) ?? { x: 0, y: 0 };
    return { x: origin.x + x, y: origin.y + y };
  }

  #edgeOf(path: string, side: Side): number {
    const { x, width } = this.#box(path);
    return side === 'left' ? x : x + width;
  }

  #middle(path: string): Point {
    const { x, y, width, height } = this.#box(path);
    return { x: x + width / 2, y: y + height / 2 };
  }

  #box(path: string): Box {
    return this.#placed.boxes.get(path) ?? { x: 0, y: 0, width: 0, height: 0 };
  }
}

/** Which sides an edge leaves and enters. */
function sidesOf([first]: readonly Step[]): [start: Side, end: Side] {
  return first?.isBackward ? ['left', 'right'] : ['right', 'left'];
}

function middleOfLongestPart(points: readonly Point[]): Point {
  let longest = -1;
  let middle: Point = { x: 0, y: 0 };
  for (const [index, point] of points.entries()) {
    const next = points[index + 1];
    if (next === undefined) break;
    const length = Math.hypot(next.x - point.x, next.y - point.y);
    if (length <= longest) continue;
    longest = length;
    middle = { x: (point.x + next.x) / 2, y: (point.y + next.y) / 2 };
  }
  return middle;
}
