import type { GraphModel } from '../model/graph-model.ts';
import { ROOT } from '../model/hierarchy.ts';

/** A scope shows at most this many children: more can neither be laid out in time nor read. */
export const MAX_CHILDREN = 200;

/**
 * What can be seen when some scopes are open. Entities are numbers: scope s is s, node n is `scopeCount` + n, and the
 * children of scope s that are too many are together `scopeCount` + `nodeCount` + s.
 */
export interface Visibility {
  /** 1 for scopes that are open; a scope in a closed one is closed. */
  readonly isOpen: Uint8Array;
  /** Visible entities, open scopes included, parents first. */
  readonly entities: readonly number[];
  /** Visible entity, never an open scope, that stands for each node. */
  readonly entityOfNode: Int32Array;
  /** Number of children that are too many, by scope. */
  readonly hiddenByScope: ReadonlyMap<number, number>;
}

/**
 * @param requested Scopes to open. @param revealed Entities that are not among the "too many".
 */
export function computeVisibility(
  { columns, hierarchy, outputStarts }: GraphModel,
  requested: ReadonlySet<number>,
  revealed: ReadonlySet<number>,
): Visibility {
  const { scopeCount, parents, scopeEnds, sizes, nodeStarts, nodesInScope, scopeOfNode } = hierarchy;
  const { nodeCount, inputStarts } = columns;
  const isOpen = new Uint8Array(scopeCount);
  const standIn = new Int32Array(scopeCount);
  const restOf = (scope: number): number => scopeCount + nodeCount + scope;
  const entities: number[] = [];
  const folded = new Set<number>();
  const hiddenByScope = new Map<number, number>();
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
      standIn[scope] = folded.has(scope) ? restOf(parent) : scope;
      if (folded.has(scope)) continue;
      entities.push(scope);
      if (!requested.has(scope)) continue;
    }
    isOpen[scope] = 1;
    const children: number[] = [];
    for (let child = scope + 1; child < scopeEnds[scope]!; child = scopeEnds[child]!) children.push(child);
    for (let at = nodeStarts[scope]!; at < nodeStarts[scope + 1]!; at++)
      children.push(scopeCount + nodesInScope[at]!);
    const tooMany = foldChildren(children, revealed, weight);
    for (const child of tooMany) folded.add(child);
    if (tooMany.length > 0) hiddenByScope.set(scope, tooMany.length);
    for (const child of children) if (child >= scopeCount && !folded.has(child)) entities.push(child);
    if (tooMany.length > 0) entities.push(restOf(scope));
  }

  const entityOfNode = new Int32Array(nodeCount);
  for (let node = 0; node < nodeCount; node++) {
    const scope = scopeOfNode[node]!;
    if (isOpen[scope] === 0) entityOfNode[node] = standIn[scope]!;
    else entityOfNode[node] = folded.has(scopeCount + node) ? restOf(scope) : scopeCount + node;
  }
  return { isOpen, entities, entityOfNode, hiddenByScope };
}

/** The children that are too many: the lightest, but none that is to be revealed. */
function foldChildren(
  children: readonly number[],
  revealed: ReadonlySet<number>,
  weight: (entity: number) => number,
): number[] {
  if (children.length <= MAX_CHILDREN) return [];
  const order = [...children].sort(
    (a, b) => Number(revealed.has(b)) - Number(revealed.has(a)) || weight(b) - weight(a) || a - b,
  );
  return order.slice(MAX_CHILDREN);
}
