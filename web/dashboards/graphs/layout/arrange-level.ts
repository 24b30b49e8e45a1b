import { graphlib, layout } from '@dagrejs/dagre';
import type { Point } from './layout-types.ts';
import { placeInGrid, placeInRows, pleasantWidth } from './pack-boxes.ts';
import type { Level, Link, LinkEnd } from './plan-levels.ts';
import { rankNodes, type Pin, type RankedGraph } from './rank-nodes.ts';

/** Space between things one above the other, between columns, and between lines. */
const NODE_GAP = 18;
const COLUMN_GAP = 44;
const LINE_GAP = 10;
/** How far a bend may move towards the column after the gap. */
const TURN = COLUMN_GAP / 2 - 4;
/** How far beside the children bends may lie. */
const BEND_MARGIN = 8;
/** Space between parts that nothing connects. */
const PART_GAP = 24;
/** Height of a label, and the distance of lines that run side by side without labels. */
const LABEL_HEIGHT = 14;
const LANE_GAP = 5;
/** Space that all lanes of a link take at most. */
const MAX_LANES_HEIGHT = 84;
/** More links than this take too long: the weakest then have no say in the layout and no bends. */
const MAX_LINKS = 500;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Where the things of one level go, from (0, 0). */
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
export function laneGap({ lanes, labelWidth }: Link): number {
  return Math.min(labelWidth > 0 ? LABEL_HEIGHT : LANE_GAP, MAX_LANES_HEIGHT / lanes.length);
}

/**
 * Lays out one level: what is linked to the outside and everything linked to that in columns from left to right, other
 * connected parts beside each other below it, and single things in a grid.
 */
export function arrangeLevel(level: Level, sizeOf: (child: string) => Size): LevelLayout {
  const parts = connectedParts(level);
  const singles = parts.filter(({ children, links }) => links.length === 0 && children.length === 1);
  const wired = parts.filter(({ links }) => links.some(hasPort));
  const others = parts.filter((part) => !singles.includes(part) && !wired.includes(part));
  const blocks: LevelLayout[] = [];
  if (wired.length > 0) {
    const children = wired.flatMap((part) => part.children);
    blocks.push(arrangeColumns({ children, links: wired.flatMap((part) => part.links) }, sizeOf));
  }
  blocks.push(...others.map((part) => arrangeColumns(part, sizeOf)));
  if (singles.length > 0)
    blocks.push(
      arrangeGrid(
        singles.flatMap(({ children }) => children),
        sizeOf,
      ),
    );
  return joinBlocks(blocks, wired.length > 0);
}

interface Part {
  readonly children: readonly string[];
  readonly links: readonly (readonly [key: string, link: Link])[];
}

function hasPort([, { left, right }]: Part['links'][number]): boolean {
  return left.kind === 'port' || right.kind === 'port';
}

/** Children that links connect, directly or by way of others, in the order of their first child. */
function connectedParts({ children, links }: Level): Part[] {
  const leaders = new Map(children.map((child) => [child, child]));
  const leaderOf = (child: string): string => {
    let leader = child;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader))
      leader = next;
    leaders.set(child, leader);
    return leader;
  };
  for (const { left, right } of links.values()) {
    if (left.kind === 'child' && right.kind === 'child')
      leaders.set(leaderOf(left.name), leaderOf(right.name));
  }
  const parts = new Map<string, { children: string[]; links: [string, Link][] }>();
  for (const child of children) {
    const part = parts.get(leaderOf(child)) ?? { children: [], links: [] };
    parts.set(leaderOf(child), part);
    part.children.push(child);
  }
  for (const [key, link] of links) {
    const child = link.left.kind === 'child' ? link.left : link.right;
    parts.get(leaderOf(child.name))?.links.push([key, link]);
  }
  return [...parts.values()];
}

/** Columns from left to right by the layout library, which works on centres. */
function arrangeColumns({ children, links }: Part, sizeOf: (child: string) => Size): LevelLayout {
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
    const height = (link.lanes.length - 1) * laneGap(link) + (link.labelWidth > 0 ? LABEL_HEIGHT : 1);
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
  return fromOrigin({ corners: new Map(corners), portYs, bends, labels, columns: columnOf }, links, sizeOf);
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
    const half = ((link.lanes.length - 1) * laneGap(link)) / 2 + LABEL_HEIGHT / 2;
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

function arrangeGrid(children: readonly string[], sizeOf: (child: string) => Size): LevelLayout {
  const sizes = children.map(sizeOf);
  const points = placeInGrid(sizes, NODE_GAP);
  const corners = new Map(children.map((child, index) => [child, points[index] ?? { x: 0, y: 0 }]));
  const none = { portYs: new Map(), bends: new Map(), labels: new Map(), columns: new Map() };
  return fromOrigin({ corners, ...none }, [], sizeOf);
}

/** Puts blocks side by side, the first alone in its rows when lines cross the level's border from it. */
function joinBlocks(blocks: readonly LevelLayout[], isFirstWired: boolean): LevelLayout {
  const [first] = blocks;
  if (first !== undefined && blocks.length === 1) return first;
  const wired = isFirstWired && first !== undefined ? [first] : [];
  const loose = blocks.slice(wired.length);
  const wiredWidth = first !== undefined && isFirstWired ? first.width : 0;
  const below = wired.reduce((sum, { height }) => sum + height + PART_GAP, 0);
  const maxWidth = Math.max(wiredWidth, pleasantWidth(loose, PART_GAP));
  const origins = [
    ...wired.map(() => ({ x: 0, y: 0 })),
    ...placeInRows(loose, PART_GAP, maxWidth).map(({ x, y }) => ({ x, y: y + below })),
  ];
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

function mapValues<K, V, W>(map: ReadonlyMap<K, V>, change: (value: V) => W): Map<K, W> {
  return new Map([...map].map(([key, value]) => [key, change(value)]));
}
