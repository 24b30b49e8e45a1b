import type { GraphModel } from '../model/graph-model.ts';
import { nodesInside } from '../model/hierarchy.ts';

/** Places among the nodes of a function of its arguments or its results, in the order of its signature. */
export function endsOfFunction(
  { columns, hierarchy }: GraphModel,
  scope: number,
  op: 'input_arg' | 'output_arg',
): number[] {
  const nodes = nodesInside(hierarchy, scope);
  const opId = columns.ops.indexOf(op);
  const places: number[] = [];
  for (const [place, node] of nodes.entries()) {
    // Only these have no NodeDef.
    if (columns.opIds[node] === opId && columns.nodeEnds[node] === 0) places.push(place);
  }
  return places.sort((a, b) => (nodes[a] ?? 0) - (nodes[b] ?? 0));
}
