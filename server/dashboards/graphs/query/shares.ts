import type { GraphNode, GraphViewRequest } from '../../../../proto/api/graphs.ts';
import { CHANGE_NAMES } from '../model/diff-graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { deviceOf, type Profile } from '../model/profile.ts';
import { tpuCompatibility } from './tpu-compatibility.ts';
import type { Visibility } from './visibility.ts';

/** As many values as a node's shares tell. */
const MAX_SHARES = 8;

type Colour = NonNullable<GraphViewRequest['colour']>;
type Shares = NonNullable<GraphNode['shares']>;

/**
 * How many nodes of each visible entity, open scopes too, have each value: device, XLA cluster, whether TPUs run it, or
 * how it changed. "" stands for none. Cost: linear in nodes, times the depth of open scopes.
 */
export function computeShares(
  model: GraphModel,
  { entityOfNode }: Visibility,
  colour: Colour,
  profile?: Profile,
): ReadonlyMap<number, Shares> {
  const valueOf = valueReader(model, colour, profile);
  const counts = new Map<number, Map<string, number>>();
  for (let node = 0; node < entityOfNode.length; node++) {
    const entity = entityOfNode[node]!;
    const own = counts.get(entity) ?? new Map<string, number>();
    counts.set(entity, own);
    const value = valueOf(node);
    own.set(value, (own.get(value) ?? 0) + 1);
  }
  return new Map(
    [...counts].map(([entity, own]) => [
      entity,
      [...own]
        .sort(([, a], [, b]) => b - a)
        .slice(0, MAX_SHARES)
        .map(([value, count]) => ({ value, count })),
    ]),
  );
}

function valueReader(
  model: GraphModel,
  colour: Colour,
  profile: Profile | undefined,
): (node: number) => string {
  const { columns, difference } = model;
  switch (colour) {
    case 'device':
      return (node) => deviceOf(model, node, profile);
    case 'cluster':
      return (node) => columns.clusters[columns.clusterIds[node]!] ?? '';
    case 'tpu':
      return (node) => tpuCompatibility(model, node);
    case 'change':
      return (node) => CHANGE_NAMES[difference?.changes[node] ?? 0] ?? '';
  }
}
