import { memberCount, MIN_GROUPED_MEMBERS } from '../model/fold-series.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { childScopes, ROOT, SCOPE_KIND } from '../model/hierarchy.ts';

/** A scope shows at most this many children at a time: more can neither be laid out in time nor read. */
export const MAX_CHILDREN = 200;

/** What of a graph is to be seen. Unknown scopes, and those inside closed ones, are of no account. */
export interface Opening {
  /** Scopes to open. */
  readonly open: ReadonlySet<number>;
  /** Series that are not as they are by default: ungrouped, or small ones grouped. */
  readonly regrouped: ReadonlySet<number>;
  /** Which page of their children scopes show that have too many; the first where absent. */
  readonly pages: ReadonlyMap<number, number>;
  /** Entities that are shown on whatever page. */
  readonly revealed: ReadonlySet<number>;
}

/**
 * What can be seen when some scopes are open. Entities are numbers: scope s is s, node n is `scopeCount` + n, and the
 * children of scope s that are too many are together `scopeCount` + `nodeCount` + s.
 */
export interface Visibility {
  /** 1 for scopes that are open; a scope in a closed one is closed. A series that is not grouped is open, but no entity. */
  readonly isOpen: Uint8Array;
  /** Visible entities, open scopes included, parents first. */
  readonly entities: readonly number[];
  /** Visible entity that stands for each node: an open scope only for the node of a call that is open. */
  readonly entityOfNode: Int32Array;
  /** Per open scope the one in which its children are seen: itself, of a series that is not grouped the one around. */
  readonly surface: Int32Array;
  readonly restByScope: ReadonlyMap<number, Rest>;
}

/** Children that a scope does not show. */
export interface Rest {
  readonly hidden: number;
  readonly page: number;
  readonly pages: number;
}

/** Whether a series is seen as one thing unless it is asked for otherwise. */
export function isSeriesGrouped({ hierarchy }: GraphModel, series: number): boolean {
  return memberCount(hierarchy, series) >= MIN_GROUPED_MEMBERS;
}

/** Cost: linear in nodes and scopes. */
export function computeVisibility(model: GraphModel, opening: Opening): Visibility {
  const { columns, hierarchy, outputStarts } = model;
  const { scopeCount, parents, sizes, scopeKinds, scopeOfNode } = hierarchy;
  const { nodeCount, inputStarts } = columns;
  const isOpen = new Uint8Array(scopeCount);
  const standIn = new Int32Array(scopeCount);
  const surface = new Int32Array(scopeCount);
  const restOf = (scope: number): number => scopeCount + nodeCount + scope;
  /** They come among the nodes of the scope around them. */
  const isCall = (scope: number): boolean => model.open?.callByScope.has(scope) === true;
  const isTransparent = (scope: number): boolean =>
    scopeKinds[scope] === SCOPE_KIND.series && isSeriesGrouped(model, scope) === opening.regrouped.has(scope);
  const entities: number[] = [];
  const folded = new Set<number>();
  const restByScope = new Map<number, Rest>();
  /** Scopes before nodes, big ones before small ones, well connected nodes before others. */
  const weight = (entity: number): number => {
    if (entity < scopeCount) return 1e9 + sizes[entity]!;
    const node = entity - scopeCount;
    return inputStarts[node + 1]! - inputStarts[node]! + outputStarts[node + 1]! - outputStarts[node]!;
  };

  for (let scope = ROOT; scope < scopeCount; scope++) {
    if (scope !== ROOT) {
      const parent = parents[scope]!;
      if (isOpen[parent] === 0) {
        standIn[scope] = standIn[parent]!;
        continue;
      }
      surface[scope] = surface[parent]!;
      if (isTransparent(scope)) {
        isOpen[scope] = 1;
        continue;
      }
      standIn[scope] = folded.has(scope) ? restOf(surface[scope]!) : scope;
      if (folded.has(scope)) continue;
      if (!isCall(scope)) entities.push(scope);
      if (!opening.open.has(scope)) continue;
    }
    isOpen[scope] = 1;
    surface[scope] = scope;
    const children = shownChildren(model, scope, isTransparent);
    if (children.length > MAX_CHILDREN) {
      const isSeries = scopeKinds[scope] === SCOPE_KIND.series;
      const order = isSeries ? children : children.toSorted((a, b) => weight(b) - weight(a) || a - b);
      const pages = Math.ceil(order.length / MAX_CHILDREN);
      const page = Math.min(pages - 1, Math.max(0, opening.pages.get(scope) ?? 0));
      const hidden = order.filter(
        (child, at) => Math.floor(at / MAX_CHILDREN) !== page && !opening.revealed.has(child),
      );
      for (const child of hidden) folded.add(child);
      restByScope.set(scope, { hidden: hidden.length, page, pages });
    }
    for (const child of children) {
      if ((child >= scopeCount || isCall(child)) && !folded.has(child)) entities.push(child);
    }
    if (restByScope.has(scope)) entities.push(restOf(scope));
  }

  const entityOfNode = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const scope = scopeOfNode[node]!;
    if (isOpen[scope] === 0) entityOfNode[node] = standIn[scope]!;
    else if (model.open?.callByNode.has(node) === true) entityOfNode[node] = scope;
    else entityOfNode[node] = folded.has(scopeCount + node) ? restOf(surface[scope]!) : scopeCount + node;
  }
  return { isOpen, entities, entityOfNode, surface, restByScope };
}

/** Scopes and nodes that are seen in an open scope, those of series that are not grouped among them. */
function shownChildren(
  model: GraphModel,
  scope: number,
  isTransparent: (scope: number) => boolean,
): number[] {
  const { hierarchy, open } = model;
  const scopes: number[] = [];
  const sources = [scope];
  const addScope = (child: number): void => {
    if (open?.callByScope.has(child) !== true) scopes.push(child);
  };
  for (const child of childScopes(hierarchy, scope)) {
    if (!isTransparent(child)) {
      addScope(child);
    } else {
      sources.push(child);
      for (const member of childScopes(hierarchy, child)) addScope(member);
    }
  }
  for (const source of sources) for (const node of shownNodes(model, source)) scopes.push(node);
  return scopes;
}

/** Nodes of a scope in file order; in the place of the node of a call that is open its scope, so that it keeps its place. */
function shownNodes({ hierarchy, open }: GraphModel, scope: number): number[] {
  const { scopeCount, nodeStarts, nodesInScope } = hierarchy;
  const nodes = [...nodesInScope.subarray(nodeStarts[scope], nodeStarts[scope + 1])];
  if (open === undefined) return nodes.map((node) => scopeCount + node);
  const calls = new Map(
    childScopes(hierarchy, scope).flatMap((child) => {
      const call = open.callByScope.get(child);
      return call === undefined ? [] : [[call.node, child]];
    }),
  );
  return [...nodes.filter((node) => !open.callByNode.has(node)), ...calls.keys()]
    .sort((a, b) => a - b)
    .map((node) => calls.get(node) ?? scopeCount + node);
}
