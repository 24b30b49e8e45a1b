import type { GraphChoice, GraphEdge, GraphNode, GraphView } from '../../../proto/api/graphs.ts';
import { edgeLabel } from './edge-label.ts';
import type { Box, GraphLayout, LayoutRequest, Point } from './layout/layout-types.ts';

/** A visible node with its place in the picture and in the tree. */
export interface SceneNode {
  readonly node: GraphNode;
  readonly box: Box;
  /** Of an open scope the height of its head, of others their own. */
  readonly headHeight: number;
  /** 1 for those at the root. */
  readonly level: number;
  /** Place among the children of its scope, from 1, and how many those are. */
  readonly position: number;
  readonly siblings: number;
}

export interface SceneEdge {
  readonly edge: GraphEdge;
  readonly route: readonly Point[];
  readonly label: EdgeLabel | undefined;
}

/** The text of an edge, and the place that is free for it. */
export interface EdgeLabel {
  readonly text: string;
  /** Its middle. */
  readonly at: Point;
  readonly width: number;
  /** Level of the scope on whose panel it lies; 0 for the page. */
  readonly level: number;
}

/** What is drawn: a view and where everything in it goes. */
export interface Scene {
  readonly choice: GraphChoice;
  readonly view: GraphView;
  /** Which way edges run. */
  readonly direction: 'right' | 'up';
  readonly width: number;
  readonly height: number;
  /** In the order of the tree: a scope, then what is in it. */
  readonly nodes: readonly SceneNode[];
  readonly nodeByPath: ReadonlyMap<string, SceneNode>;
  readonly edges: readonly SceneEdge[];
}

/** Joins a view with its layout. */
export function buildScene(
  choice: GraphChoice,
  view: GraphView,
  request: LayoutRequest,
  layout: GraphLayout,
): Scene {
  const children = new Map<string, GraphNode[]>();
  for (const node of view.nodes) {
    const siblings = children.get(node.parent) ?? [];
    children.set(node.parent, siblings);
    siblings.push(node);
  }
  const heights = new Map(request.nodes.map(({ path, height }) => [path, height]));
  const nodes: SceneNode[] = [];
  // An explicit stack: nesting comes from the log.
  const stack = [{ siblings: children.get('') ?? [], next: 0 }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const node = top.siblings[top.next++];
    if (node === undefined) {
      stack.pop();
      continue;
    }
    const box = layout.boxes.get(node.path);
    if (box === undefined) continue;
    const headHeight = heights.get(node.path) ?? box.height;
    nodes.push({
      node,
      box,
      headHeight,
      level: stack.length,
      position: top.next,
      siblings: top.siblings.length,
    });
    if (node.open) stack.push({ siblings: children.get(node.path) ?? [], next: 0 });
  }
  const nodeByPath = new Map(nodes.map((one) => [one.node.path, one]));
  return {
    choice,
    view,
    direction: request.direction ?? 'right',
    width: layout.width,
    height: layout.height,
    nodes,
    nodeByPath,
    edges: view.edges.map((edge, index) => {
      const at = layout.labels[index];
      const width = request.edges[index]?.labelWidth ?? 0;
      const label = at && { text: edgeLabel(edge), at, width, level: commonLevel(edge, nodeByPath) };
      return { edge, route: layout.routes[index] ?? [], label };
    }),
  };
}

/** Level of the innermost scope that holds both ends of an edge. */
function commonLevel({ from, to }: GraphEdge, nodeByPath: ReadonlyMap<string, SceneNode>): number {
  let a = nodeByPath.get(from);
  let b = nodeByPath.get(to);
  while (a && b && a.node.parent !== b.node.parent) {
    if (a.level > b.level) a = nodeByPath.get(a.node.parent);
    else if (b.level > a.level) b = nodeByPath.get(b.node.parent);
    else [a, b] = [nodeByPath.get(a.node.parent), nodeByPath.get(b.node.parent)];
  }
  return a && b ? a.level - 1 : 0;
}

/** Opens by a double click: a scope, a function or a call of some, a series. */
export function isScope({ kind }: GraphNode): boolean {
  return kind === 'scope' || kind === 'function' || kind === 'call' || kind === 'series';
}

/** The open scopes that a visible node is in, from the outside in. */
export function scopesAround({ nodeByPath }: Scene, path: string): string[] {
  const scopes: string[] = [];
  let scope = nodeByPath.get(path)?.node.parent ?? '';
  for (; scope !== ''; scope = nodeByPath.get(scope)?.node.parent ?? '') scopes.push(scope);
  return scopes.toReversed();
}
