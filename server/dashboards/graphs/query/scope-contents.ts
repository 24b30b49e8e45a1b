import type { GraphNodeInfo } from '../../../../proto/api/graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { nodesInside, type Hierarchy } from '../model/hierarchy.ts';

/** As many op types as are told. */
const MAX_OPS = 50;

/** Nodes, edges and ops in some scopes, none of which is in another. Cost: linear in the graph. */
export function scopeContents(
  model: GraphModel,
  scopes: Iterable<number>,
): NonNullable<GraphNodeInfo['inside']> {
  const { columns, hierarchy, targets } = model;
  const { sources } = columns.edges;
  let nodes = 0;
  let edges = 0;
  const counts = new Map<number, number>();
  for (const scope of scopes) {
    nodes += hierarchy.sizes[scope] ?? 0;
    const isInside = insideOf(hierarchy, scope);
    for (let edge = 0; edge < sources.length; edge++) {
      if (sources[edge]! >= 0 && isInside(sources[edge]!) && isInside(targets[edge]!)) edges++;
    }
    for (const node of nodesInside(hierarchy, scope)) {
      const op = columns.opIds[node]!;
      counts.set(op, (counts.get(op) ?? 0) + 1);
    }
  }
  const ops = [...counts].sort(([, a], [, b]) => b - a).slice(0, MAX_OPS);
  return { nodes, edges, ops: ops.map(([op, count]) => ({ op: columns.ops[op] ?? '', count })) };
}

/** Whether a node is in a scope, at any depth. */
export function insideOf({ scopeOfNode, scopeEnds }: Hierarchy, scope: number): (node: number) => boolean {
  const end = scopeEnds[scope] ?? scope;
  return (node) => scopeOfNode[node]! >= scope && scopeOfNode[node]! < end;
}
