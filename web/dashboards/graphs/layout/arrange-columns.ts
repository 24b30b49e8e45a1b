import { graphlib, layout } from '@dagrejs/dagre';
import type { Part } from './connected-parts.ts';
import type { Point } from './layout-types.ts';
import {
  BEND_MARGIN,
  COLUMN_GAP,
  laneGap,
  mapValues,
  NODE_GAP,
  type ChildSize,
  type LevelLayout,
  type Size,
} from './level-layout.ts';
import type { LinkEnd } from './plan-levels.ts';
import { wrapColumns } from './wrap-columns.ts';
import { rankNodes, type Pin, type RankedGraph } from './rank-nodes.ts';

/** Space between lines. */
const LINE_GAP = 10;
/** How far a bend may move towards the column after the gap. */
const TURN = COLUMN_GAP / 2 - 4;
/** More links than this take too long: the weakest then have no say in the layout and no bends. */
const MAX_LINKS = 500;

/** Puts the children of a part into columns from left to right. The layout library works on centres. */
export function arrangeColumns({ children, links }: Part, sizeOf: (child: string) => ChildSize): LevelLayout {
  const graph = new graphlib.Graph<unknown, NodeLabel, EdgeLabel>();
  // Names of our own: those from a log may be "__proto__".
  const ids = new Map<string, string>();
  const pins = new Map<string, Pin>();
  const addNode = ({ kind, name }: LinkEnd, size: Size, pin: Pin): string => {
    const key = `${kind} ${name}`;
    const id = ids.get(key) ?? `n${ids.size}`;
    if (!ids.has(key)) graph.setNode(id, { ...size });
    ids.set(key, id);
    pins.set(id, pin);
    return id;
  };
  const nodes = children.map((child) => addNode({ kind: 'child', name: child }, sizeOf(child), undefined));
  const addEnd = (end: LinkEnd, pin: Pin): string =>
    end.kind === 'port' ? addNode(end, NO_SIZE, pin) : (ids.get(`child ${end.name}`) ?? '');
  const routed = strongest(links).map(([key, link]) => {
    const edge = { v: addEnd(link.left, 'first'), w: addEnd(link.right, 'last') };
    const height = (link.lanes.length - 1) * laneGap(link) + (link.labelWidth > 0 ? link.labelHeight : 1);
    const size = { width: Math.max(1, link.labelWidth), height };
    graph.setEdge(edge.v, edge.w, { ...size, weight: 1 + Math.log2(1 + link.weight), labelpos: 'c' });
    return { key, link, edge };
  });
  // The library has a root node of its own, which it ties to all others.
  const ranker = (ranked: RankedGraph): void =>
    rankNodes(ranked, (id) => (pins.has(id) ? pins.get(id) : 'before-all'));
  graph.setGraph({ rankdir: 'LR', nodesep: NODE_GAP, ranksep: COLUMN_GAP, edgesep: LINE_GAP, ranker });
  layout(graph);

  const corners = children.map((child, index) => {
    const { x = 0, y = 0, width, height } = graph.node(nodes[index] ?? '');
    return [child, { x: x - width / 2, y: y - height / 2 }] as const;
  });
  const columns = columnSides(nodes.map((id) => graph.node(id)));
  const portYs = new Map<string, number>();
  const bends = new Map<string, readonly Point[]>();
  const labels = new Map<string, Point>();
  for (const { key, link, edge } of routed) {
    const { points = [], x = 0, y = 0 } = graph.edge(edge);
    bends.set(key, widenTurns(points.slice(1, -1)));
    if (link.labelWidth > 0) labels.set(key, { x, y });
    if (link.left.kind === 'port') portYs.set(link.left.name, graph.node(edge.v).y ?? 0);
    if (link.right.kind === 'port') portYs.set(link.right.name, graph.node(edge.w).y ?? 0);
  }
  const columnOf = new Map(children.map((child, index) => [child, columns[index] ?? { left: 0, right: 0 }]));
  const inOneRow = fromOrigin(
    { corners: new Map(corners), portYs, bends, labels, columns: columnOf },
    links,
    sizeOf,
  );
  return wrapColumns(inOneRow, { children, links }, sizeOf);
}

/** The sides of the column that each node is in: nodes of a column have one middle. */
function columnSides(nodes: readonly NodeLabel[]): { left: number; right: number }[] {
  const widths = new Map<number, number>();
  for (const { x = 0, width } of nodes) widths.set(x, Math.max(widths.get(x) ?? 0, width));
  return nodes.map(({ x = 0 }) => {
    const half = (widths.get(x) ?? 0) / 2;
    return { left: x - half, right: x + half };
  });
}

/** The first and last bend lie in the middle of a gap between columns: moved to its far side they turn more gently. */
function widenTurns(bends: readonly Point[]): Point[] {
  if (bends.length < 2) return [...bends];
  return bends.map(({ x, y }, index) => {
    const turn = index === 0 ? TURN : index === bends.length - 1 ? -TURN : 0;
    return { x: x + turn, y };
  });
}

const NO_SIZE: Size = { width: 0, height: 0 };

/** What the layout library reads and writes. */
type NodeLabel = Size & { x?: number; y?: number };
type EdgeLabel = Size & { weight: number; labelpos: 'c'; points?: Point[]; x?: number; y?: number };

/** As many links as can be laid out in time. A child or port that only weaker ones lead to keeps its strongest. */
function strongest(links: Part['links']): Part['links'] {
  if (links.length <= MAX_LINKS) return links;
  return [...links].sort(([, a], [, b]) => b.weight - a.weight).slice(0, MAX_LINKS);
}

/** Moves everything so that what is drawn begins at (0, 0), and measures it. Ports lie on the border, wherever that is. */
function fromOrigin(
  { corners, portYs, bends, labels, columns }: Omit<LevelLayout, 'width' | 'height'>,
  links: Part['links'],
  sizeOf: (child: string) => Size,
): LevelLayout {
  const boxes = [...corners].map(([child, corner]) => ({ ...corner, ...sizeOf(child) }));
  const lanes = links.flatMap(([key, link]) => {
    const half = ((link.lanes.length - 1) * laneGap(link) + link.labelHeight) / 2;
    return (bends.get(key) ?? []).map(({ x, y }) => ({ x, y: y - half, width: 0, height: 2 * half }));
  });
  const ports = [...portYs.values()].map((y) => ({ x: boxes[0]?.x ?? 0, y, width: 0, height: 0 }));
  const all = [...boxes, ...lanes, ...ports];
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...all.map(({ y }) => y));
  const width = Math.max(...boxes.map((box) => box.x + box.width)) - left;
  const move = ({ x, y }: Point): Point => ({ x: x - left, y: y - top });
  // Beside the children bends would come to lie beyond the border that the line crosses.
  const moveBend = ({ x, y }: Point): Point => ({
    x: Math.min(width + BEND_MARGIN, Math.max(-BEND_MARGIN, x - left)),
    y: y - top,
  });
  return {
    width,
    height: Math.max(...all.map(({ y, height }) => y + height)) - top,
    corners: mapValues(corners, move),
    portYs: mapValues(portYs, (y) => y - top),
    bends: mapValues(bends, (points) => points.map(moveBend)),
    labels: mapValues(labels, move),
    columns: mapValues(columns, (column) => ({ left: column.left - left, right: column.right - left })),
  };
}
