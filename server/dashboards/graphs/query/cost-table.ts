import type { GraphCosts, GraphCostsQuery } from '../../../../proto/api/graph-costs.ts';
import { formatShape } from '../model/edge-shapes.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { durationUs, type Profile } from '../model/profile.ts';

const DEFAULT_LIMIT = 100;

/** Which costs, and in which order. */
export type CostQuery = Pick<GraphCostsQuery, 'sort' | 'limit' | 'offset' | 'under'>;

/** The nodes that cost most, over the whole graph or one scope. Without a profile there are none. */
export function costTable(
  { columns, hierarchy }: GraphModel,
  profile: Profile | undefined,
  { sort = 'time', limit = DEFAULT_LIMIT, offset = 0, under = '' }: CostQuery,
): GraphCosts {
  const rows: GraphCosts['rows'] = [];
  let totalUs = 0;
  let totalBytes = 0;
  const scope = hierarchy.scopeByPath.get(under);
  for (const [node, cost] of (profile?.nodes ?? []).entries()) {
    if (cost === undefined) continue;
    const own = hierarchy.scopeOfNode[node] ?? 0;
    if (scope !== undefined && (own < scope || own >= hierarchy.scopeEnds[scope]!)) continue;
    const us = durationUs(cost);
    totalUs += us;
    totalBytes += cost.bytes;
    const op = columns.ops[columns.opIds[node] ?? 0] ?? '';
    const outputs = cost.outputs.map((sizes) => (sizes ? formatShape(sizes) : ''));
    rows.push({
      path: hierarchy.nodePaths[node] ?? '',
      op,
      device: cost.device,
      us,
      bytes: cost.bytes,
      outputs,
    });
  }
  const key = sort === 'time' ? 'us' : 'bytes';
  rows.sort((a, b) => b[key] - a[key] || (a.path < b.path ? -1 : 1));
  return { rows: rows.slice(offset, offset + limit), total: rows.length, totalUs, totalBytes };
}
