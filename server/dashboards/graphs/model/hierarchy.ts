import type { GraphColumns } from './graph-columns.ts';

/** The root scope's index. */
export const ROOT = 0;

/** Numbers by path. One for each of a million nodes takes as much memory as their names: this is a view of another. */
export type PathIndex = Pick<ReadonlyMap<string, number>, 'get' | 'has'>;

/** What a scope is: of names, made of things that are alike, see `foldSeries`, or a call that is open, see `openCalls`. */
export const SCOPE_KIND = { names: 0, series: 1, call: 2 } as const;

/**
 * Name scopes and what they hold, from the "/" in node names. Scopes are numbered in preorder: a scope comes after
 * its parent, and scope s with all inside it is the range s ≤ t < scopeEnds[s].
 */
export interface Hierarchy {
  readonly scopeCount: number;
  /** "" for the root. */
  readonly scopePaths: readonly string[];
  /** Of each scope; the root is its own parent. */
  readonly parents: Int32Array;
  readonly scopeEnds: Int32Array;
  /** One of SCOPE_KIND per scope. */
  readonly scopeKinds: Uint8Array;
  /** Nodes at any depth inside each scope. */
  readonly sizes: Int32Array;
  readonly scopeByPath: ReadonlyMap<string, number>;
  /** Unique; equals the name except where two things would have one: see `nodePath`. */
  readonly nodePaths: readonly string[];
  readonly nodeByPath: PathIndex;
  /** Scope that each node is in. */
  readonly scopeOfNode: Int32Array;
  /** Nodes of scope s: `nodesInScope[nodeStarts[s]]` to `nodesInScope[nodeStarts[s + 1] - 1]`, in file order. */
  readonly nodeStarts: Int32Array;
  readonly nodesInScope: Int32Array;
}

/** What to show of a path: its last part. */
export function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Builds the hierarchy of name scopes. Iterative throughout, since depth and breadth come from the log. */
export function buildHierarchy(graph: GraphColumns): Hierarchy {
  const { paths, parents, byPath } = collectScopes(graph.names);
  const kinds = new Uint8Array(paths.length);
  return numberScopes({ paths, parents, kinds, ...placeNodes(graph, byPath) }).hierarchy;
}

/** Scopes with parents before children, and where the nodes are. */
export interface UnnumberedScopes {
  readonly paths: readonly string[];
  readonly parents: readonly number[];
  readonly kinds: Uint8Array;
  readonly scopeOfNode: Int32Array;
  readonly nodePaths: readonly string[];
  readonly nodeByPath: PathIndex;
}

/** Numbers scopes in preorder and counts what is in them. `order` has the old number of each new one. */
export function numberScopes(scopes: UnnumberedScopes): { hierarchy: Hierarchy; order: Int32Array } {
  const { nodePaths, nodeByPath } = scopes;
  const { order, ends } = preorder(scopes.parents);
  const rankOf = invert(order);
  const scopePaths = Array.from(order, (scope) => scopes.paths[scope]!);
  const parents = Int32Array.from(order, (scope) => rankOf[scopes.parents[scope]!]!);
  const scopeKinds = Uint8Array.from(order, (scope) => scopes.kinds[scope]!);
  const scopeByPath = new Map(scopePaths.map((path, scope) => [path, scope]));
  const scopeOfNode = scopes.scopeOfNode.map((scope) => rankOf[scope]!);
  const scopeCount = scopePaths.length;
  const sizes = new Int32Array(scopeCount);
  for (const scope of scopeOfNode) sizes[scope]!++;
  const nodeStarts = new Int32Array(scopeCount + 1);
  for (let scope = 0; scope < scopeCount; scope++) nodeStarts[scope + 1] = nodeStarts[scope]! + sizes[scope]!;
  const nodesInScope = new Int32Array(scopeOfNode.length);
  const next = nodeStarts.slice();
  for (let node = 0; node < scopeOfNode.length; node++) nodesInScope[next[scopeOfNode[node]!]!++] = node;
  for (let scope = scopeCount - 1; scope > ROOT; scope--) sizes[parents[scope]!]! += sizes[scope]!;
  const hierarchy = {
    scopeCount,
    scopePaths,
    parents,
    scopeEnds: ends,
    scopeKinds,
    sizes,
    scopeByPath,
    nodePaths,
    nodeByPath,
    scopeOfNode,
    nodeStarts,
    nodesInScope,
  };
  return { hierarchy, order };
}

/** The scopes directly in a scope, in order. */
export function childScopes({ scopeEnds }: Hierarchy, scope: number): number[] {
  const children: number[] = [];
  for (let child = scope + 1; child < scopeEnds[scope]!; child = scopeEnds[child]!) children.push(child);
  return children;
}

/** The nodes at any depth in a scope, scope by scope. */
export function nodesInside({ nodesInScope, nodeStarts, scopeEnds }: Hierarchy, scope: number): Int32Array {
  return nodesInScope.subarray(nodeStarts[scope], nodeStarts[scopeEnds[scope] ?? scope]);
}

/** Every proper prefix of a name that ends before a "/", in order of appearance, parents first. */
function collectScopes(names: readonly string[]) {
  const paths = [''];
  const parents = [ROOT];
  const byPath = new Map([['', ROOT]]);
  const missing: string[] = [];
  for (const name of names) {
    let path = parentPath(name);
    let parent = byPath.get(path);
    for (; parent === undefined; parent = byPath.get(path)) {
      missing.push(path);
      path = parentPath(path);
    }
    for (let scope = missing.pop(); scope !== undefined; scope = missing.pop()) {
      parents.push(parent);
      parent = paths.push(scope) - 1;
      byPath.set(scope, parent);
    }
  }
  return { paths, parents, byPath };
}

function parentPath(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** Scopes in preorder, children in order of appearance; `ends` is indexed by place in that order. */
function preorder(parents: readonly number[]): { order: Int32Array; ends: Int32Array } {
  const count = parents.length;
  const descendants = new Int32Array(count).fill(1);
  for (let scope = count - 1; scope > ROOT; scope--) descendants[parents[scope]!]! += descendants[scope]!;
  // The place of a scope's next child: just after the scope, then after each child with all inside it.
  const free = new Int32Array(count);
  const order = new Int32Array(count);
  const ends = new Int32Array(count);
  for (let scope = 0; scope < count; scope++) {
    const place = scope === ROOT ? 0 : free[parents[scope]!]!;
    if (scope !== ROOT) free[parents[scope]!]! += descendants[scope]!;
    free[scope] = place + 1;
    order[place] = scope;
    ends[place] = place + descendants[scope]!;
  }
  return { order, ends };
}

function invert(order: Int32Array): Int32Array {
  const rank = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place;
  return rank;
}

/**
 * Gives every node a scope and a unique path: its name; "a/(a)" for a node "a" beside a scope "a", which it is put
 * into (as in TensorBoard); with " (2)" and so on for further nodes of a name.
 */
function placeNodes({ names, nodeByName }: GraphColumns, scopeByPath: ReadonlyMap<string, number>) {
  const nodePaths: string[] = [];
  const scopeOfNode = new Int32Array(names.length);
  const made = new Map<string, number>();
  const isTaken = (path: string): boolean => made.has(path) || nodeByName.has(path) || scopeByPath.has(path);
  const copies = new Map<string, number>();
  for (const [node, name] of names.entries()) {
    const own = scopeByPath.get(name);
    scopeOfNode[node] = own ?? scopeByPath.get(parentPath(name)) ?? ROOT;
    if (own === undefined && nodeByName.get(name) === node) {
      nodePaths.push(name);
      continue;
    }
    const plain = own === undefined ? name : `${name}${name === '' ? '' : '/'}(${lastPart(name)})`;
    let copy = copies.get(plain) ?? 1;
    let path = plain;
    while (isTaken(path)) path = `${plain} (${++copy})`;
    copies.set(plain, copy);
    made.set(path, node);
    nodePaths.push(path);
  }
  const nodeByPath: PathIndex = {
    get(path) {
      const node = made.get(path) ?? nodeByName.get(path);
      return node !== undefined && nodePaths[node] === path ? node : undefined;
    },
    has: (path) => nodeByPath.get(path) !== undefined,
  };
  return { nodePaths, nodeByPath, scopeOfNode };
}
