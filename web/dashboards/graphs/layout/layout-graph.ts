import { arrangeLevel } from './arrange-level.ts';
import { EdgeRouter } from './edge-router.ts';
import type { Box, GraphLayout, LayoutNode, LayoutRequest, Point } from './layout-types.ts';
import type { ChildSize, LevelLayout, Size } from './level-layout.ts';
import { turnLayout, turnRequest } from './upwards.ts';
import { planLevels, type Level, type LevelPlan } from './plan-levels.ts';

/** Space inside an open scope: at its sides and bottom, and below its head. */
const SCOPE_PADDING = 16;
const HEAD_GAP = 8;
/** Room that lines have between the border of an open scope and what is in it. */
const PORT_ROOM = 14;
const ROOT = '';

/** Layouts of levels by what is in them: opening a scope lays out that scope and those around it, nothing else. */
export type LevelCache = Map<string, LevelLayout>;

/** Levels that are kept. */
const MAX_CACHED_LEVELS = 1000;

/**
 * Lays out what is visible: each open scope by itself, the innermost first, then edges through all of them.
 * Boxes do not overlap; equal requests have equal layouts.
 * @param pause Awaited between levels, so that a request that nobody waits for any more can be given up by throwing.
 */
export async function layoutGraph(
  request: LayoutRequest,
  cache: LevelCache = new Map(),
  pause: () => Promise<void> = async () => {},
): Promise<GraphLayout> {
  if (request.direction !== 'up') return layoutFlow(request, RIGHT, cache, pause);
  return turnLayout(await layoutFlow(turnRequest(request), UP, cache, pause));
}

async function layoutFlow(
  request: LayoutRequest,
  frame: Frame,
  cache: LevelCache,
  pause: () => Promise<void>,
): Promise<GraphLayout> {
  const plan = planLevels(request);
  const nodes = new Map(request.nodes.map((node) => [node.path, node]));
  const sizes = new Map<string, Size>(
    request.nodes.map(({ path, width, height }) => [path, { width, height }]),
  );
  const layouts = new Map<string, LevelLayout>();
  for (const level of plan.levels) {
    await pause();
    const arranged = arrangeCached(level, nodes, sizes, cache);
    layouts.set(level.scope, arranged);
    const node = nodes.get(level.scope);
    if (node !== undefined) sizes.set(level.scope, frame.sizeAround(node, arranged));
  }
  const boxes = placeBoxes(plan, nodes, sizes, layouts, frame);
  const root = layouts.get(ROOT) ?? { width: 0, height: 0 };
  const origins = new Map(
    [...layouts].map(([scope, layout]) => [
      scope,
      contentOrigin(frame, nodes.get(scope), boxes.get(scope), layout),
    ]),
  );
  const router = new EdgeRouter(request, plan, { boxes, layouts, origins });
  const routes = router.routes();
  return {
    width: root.width,
    height: root.height,
    boxes,
    routes,
    labels: placeLabels(request, plan, (index) => router.label(index, routes[index] ?? [])),
  };
}

/** Edges that follow one lane have one label, the longest: there is room for no more. */
function placeLabels(
  { edges }: LayoutRequest,
  { steps }: LevelPlan,
  placeOf: (edge: number) => Point,
): (Point | undefined)[] {
  const longest = new Map<string, number>();
  const laneOf = (index: number): string => {
    const step = steps[index]?.find(({ way }) => way === 'across');
    return `${step?.scope}\n${step?.link}\n${step?.lane}`;
  };
  for (const [index, { labelWidth }] of edges.entries()) {
    const other = longest.get(laneOf(index));
    if (labelWidth > (other === undefined ? 0 : (edges[other]?.labelWidth ?? 0)))
      longest.set(laneOf(index), index);
  }
  return edges.map((_edge, index) => (longest.get(laneOf(index)) === index ? placeOf(index) : undefined));
}

function arrangeCached(
  level: Level,
  nodes: ReadonlyMap<string, LayoutNode>,
  sizes: ReadonlyMap<string, Size>,
  cache: LevelCache,
): LevelLayout {
  const sizeOf = (child: string): ChildSize => {
    const size = sizes.get(child) ?? { width: 0, height: 0 };
    return { ...size, closed: nodes.get(child)?.closed ?? size };
  };
  const key = JSON.stringify([
    level.children.map((child) => [child, sizeOf(child)]),
    [...level.links].map(([name, { lanes, labelWidth, labelHeight, weight }]) => [
      name,
      lanes.length,
      labelWidth,
      labelHeight,
      weight,
    ]),
  ]);
  const arranged = cache.get(key) ?? arrangeLevel(level, sizeOf);
  cache.delete(key);
  cache.set(key, arranged);
  for (const oldest of cache.keys()) {
    if (cache.size <= MAX_CACHED_LEVELS) break;
    cache.delete(oldest);
  }
  return arranged;
}

/** Where the head of an open scope is. */
interface Frame {
  sizeAround(head: LayoutNode, content: LevelLayout): Size;
  /** Upper left corner of what is inside. */
  originIn(head: LayoutNode, box: Box, content: LevelLayout): Point;
}

/** Above what is inside. */
const RIGHT: Frame = {
  sizeAround: (head, { width, height, portYs }) => ({
    width: Math.max(head.width, width + 2 * sidePadding(portYs)),
    height: head.height + HEAD_GAP + height + SCOPE_PADDING,
  }),
  originIn: (head, box, { width }) => ({
    x: box.x + (box.width - width) / 2,
    y: box.y + head.height + HEAD_GAP,
  }),
};

/** At the end of the flow, which is above when all is turned back. */
const UP: Frame = {
  sizeAround: (head, { width, height, portYs }) => ({
    width: head.width + 2 * HEAD_GAP + width + sidePadding(portYs),
    height: Math.max(head.height, height + 2 * SCOPE_PADDING),
  }),
  originIn: (_head, box, { height, portYs }) => ({
    x: box.x + sidePadding(portYs),
    y: box.y + (box.height - height) / 2,
  }),
};

function sidePadding(portYs: ReadonlyMap<string, number>): number {
  return SCOPE_PADDING + (portYs.size > 0 ? PORT_ROOM : 0);
}

/** Upper left corner of what is inside a scope; the root has neither head nor box. */
function contentOrigin(
  frame: Frame,
  head: LayoutNode | undefined,
  box: Box | undefined,
  content: LevelLayout,
): Point {
  return head === undefined || box === undefined ? { x: 0, y: 0 } : frame.originIn(head, box, content);
}

function placeBoxes(
  plan: LevelPlan,
  nodes: ReadonlyMap<string, LayoutNode>,
  sizes: ReadonlyMap<string, Size>,
  layouts: ReadonlyMap<string, LevelLayout>,
  frame: Frame,
): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { scope } of plan.levels.toReversed()) {
    const layout = layouts.get(scope);
    if (layout === undefined) continue;
    const origin = contentOrigin(frame, nodes.get(scope), boxes.get(scope), layout);
    for (const [child, corner] of layout.corners) {
      const { width = 0, height = 0 } = sizes.get(child) ?? {};
      boxes.set(child, { x: origin.x + corner.x, y: origin.y + corner.y, width, height });
    }
  }
  return boxes;
}
