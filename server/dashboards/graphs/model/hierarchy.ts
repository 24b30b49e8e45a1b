import type { GraphColumns } from './graph-columns.ts';

/** The root scope's index. */
export const ROOT = 0;

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
  /** Nodes at any depth inside each scope. */
  readonly sizes: Int32Array;
  readonly scopeByPath: ReadonlyMap<string, number>;
  /** Unique; equals the name except where two things would have one: see `nodePath`. */
  readonly nodePaths: readonly string[];
  readonly nodeByPath: ReadonlyMap<string, number>;
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

/** Builds the hierarchy. Iterative throughout, since depth and breadth come from the log. */
export function buildHierarchy(graph: GraphColumns): Hierarchy {
  const scopes = collectScopes(graph.names);
  const { order, ends } = preorder(scopes.parents);
  const rankOf = invert(order);
  const scopePaths = Array.from(order, (scope) => scopes.paths[scope]!);
  const parents = Int32Array.from(order, (scope) => rankOf[scopes.parents[scope]!]!);
  const scopeByPath = new Map(scopePaths.map((path, scope) => [path, scope]));
  const { nodePaths, nodeByPath, scopeOfNode } = placeNodes(graph.names, scopeByPath);
  const scopeCount = scopePaths.length;
  const sizes = new Int32Array(scopeCount);
  for (const scope of scopeOfNode) sizes[scope]!++;
  const nodeStarts = new Int32Array(scopeCount + 1);
  for (let scope = 0; scope < scopeCount; scope++) nodeStarts[scope + 1] = nodeStarts[scope]! + sizes[scope]!;
  const nodesInScope = new Int32Array(scopeOfNode.length);
  const next = nodeStarts.slice();
  for (let node = 0; node < scopeOfNode.length; node++) nodesInScope[next[scopeOfNode[node]!]!++] = node;
  for (let scope = scopeCount - 1; scope > ROOT; scope--) sizes[parents[scope]!]! += sizes[scope]!;
  return {
    scopeCount,
    scopePaths,
    parents,
    scopeEnds: ends,
    sizes,
    scopeByPath,
    nodePaths,
    nodeByPath,
    scopeOfNode,
    nodeStarts,
    nodesInScope,
  };
}

/** Every proper prefix of a name that ends before a "/", in order of appearance, parents first. */
function collectScopes(names: readonly string[]): { paths: string[]; parents: number[] } {
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
  return { paths, parents };
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
function placeNodes(names: readonly string[], scopeByPath: ReadonlyMap<string, number>) {
  const nodePaths: string[] = [];
  const nodeByPath = new Map<string, number>();
  const scopeOfNode = new Int32Array(names.length);
  const copies = new Map<string, number>();
  for (const [node, name] of names.entries()) {
    const own = scopeByPath.get(name);
    const scope = own ?? scopeByPath.get(parentPath(name)) ?? ROOT;
    const plain = own === undefined ? name : `${name}${name === '' ? '' : '/'}(${lastPart(name)})`;
    let path = plain;
    let copy = copies.get(plain) ?? 1;
    while (nodeByPath.has(path) || scopeByPath.has(path)) path = `${plain} (${++copy})`;
    copies.set(plain, copy);
    nodePaths.push(path);
    nodeByPath.set(path, node);
    scopeOfNode[node] = scope;
  }
  return { nodePaths, nodeByPath, scopeOfNode };
}
