import { arrangeLevel } from './arrange-level.ts';
import { EdgeRouter } from './edge-router.ts';
import type { Box, GraphLayout, LayoutNode, LayoutRequest, Point } from './layout-types.ts';
import type { LevelLayout, Size } from './level-layout.ts';
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
  const plan = planLevels(request);
  const nodes = new Map(request.nodes.map((node) => [node.path, node]));
  const sizes = new Map<string, Size>(
    request.nodes.map(({ path, width, height }) => [path, { width, height }]),
  );
  const layouts = new Map<string, LevelLayout>();
  for (const level of plan.levels) {
    await pause();
    const arranged = arrangeCached(level, sizes, cache);
    layouts.set(level.scope, arranged);
    const node = nodes.get(level.scope);
    if (node !== undefined) sizes.set(level.scope, sizeAround(node, arranged));
  }
  const boxes = placeBoxes(plan, nodes, sizes, layouts);
  const root = layouts.get(ROOT) ?? { width: 0, height: 0 };
  const origins = new Map(
    [...layouts].map(([scope, layout]) => [scope, contentOrigin(nodes.get(scope), boxes.get(scope), layout)]),
  );
  const router = new EdgeRouter(request, plan, { boxes, layouts, origins });
  const routes = router.routes();
  return {
    width: root.width,
    height: root.height,
    boxes,
    routes,
    labels: request.edges.map(({ labelWidth }, index) =>
      labelWidth > 0 ? router.label(index, routes[index] ?? []) : undefined,
    ),
  };
}

function arrangeCached(level: Level, sizes: ReadonlyMap<string, Size>, cache: LevelCache): LevelLayout {
  const sizeOf = (child: string): Size => sizes.get(child) ?? { width: 0, height: 0 };
  const key = JSON.stringify([
    level.children.map((child) => [child, sizeOf(child).width, sizeOf(child).height]),
    [...level.links].map(([name, { lanes, labelWidth, weight }]) => [name, lanes.length, labelWidth, weight]),
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

function sizeAround(head: LayoutNode, { width, height, portYs }: LevelLayout): Size {
  const side = sidePadding(portYs);
  return {
    width: Math.max(head.width, width + 2 * side),
    height: head.height + HEAD_GAP + height + SCOPE_PADDING,
  };
}

function sidePadding(portYs: ReadonlyMap<string, number>): number {
  return SCOPE_PADDING + (portYs.size > 0 ? PORT_ROOM : 0);
}

/** Upper left corner of what is inside a scope; the root has neither head nor box. */
function contentOrigin(head: LayoutNode | undefined, box: Box | undefined, { width }: LevelLayout): Point {
  if (head === undefined || box === undefined) return { x: 0, y: 0 };
  return { x: box.x + (box.width - width) / 2, y: box.y + head.height + HEAD_GAP };
}

function placeBoxes(
  plan: LevelPlan,
  nodes: ReadonlyMap<string, LayoutNode>,
  sizes: ReadonlyMap<string, Size>,
  layouts: ReadonlyMap<string, LevelLayout>,
): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const { scope } of plan.levels.toReversed()) {
    const layout = layouts.get(scope);
    if (layout === undefined) continue;
    const origin = contentOrigin(nodes.get(scope), boxes.get(scope), layout);
    for (const [child, corner] of layout.corners) {
      const { width = 0, height = 0 } = sizes.get(child) ?? {};
      boxes.set(child, { x: origin.x + corner.x, y: origin.y + corner.y, width, height });
    }
  }
  return boxes;
}
