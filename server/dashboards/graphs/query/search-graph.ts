import type { GraphSearch } from '../../../../proto/api/graphs.ts';
import { ROOT, SCOPE_KIND } from '../model/hierarchy.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { nodeKind } from './node-kind.ts';
import { parseSearch } from './search-terms.ts';
import { scopeKind } from './view-nodes.ts';

/** As many matches as are listed by default. */
const MAX_MATCHES = 50;
/** As many scopes as have their matches counted. */
const MAX_GROUPS = 100;

/**
 * Nodes and scopes that every term of the query is true of, see `parseSearch`. Scopes come before nodes, shallow ones
 * before deep ones. Throws REQUEST_INVALID for a regular expression that is none. An expression may take any time on
 * some names: the caller must be able to stop it.
 */
export function searchGraph(model: GraphModel, query: string, limit = MAX_MATCHES): GraphSearch {
  const { columns, hierarchy } = model;
  const { scopeCount, scopePaths, nodePaths, scopeKinds } = hierarchy;
  const search = parseSearch(query);
  const found: { entity: number; depth: number }[] = [];
  if (search.forScopes) {
    for (const [scope, path] of scopePaths.entries()) {
      if (scope === ROOT || scopeKinds[scope] === SCOPE_KIND.series) continue;
      if (search.matchesScope(path)) found.push({ entity: scope, depth: depthOf(path) });
    }
  }
  const counts = new Map<string, number>();
  for (const [node, path] of nodePaths.entries()) {
    if (!search.matchesNode(columns, node, path)) continue;
    found.push({ entity: scopeCount + node, depth: depthOf(path) });
    const group = rootScope(model, node);
    counts.set(group, (counts.get(group) ?? 0) + 1);
  }
  found.sort((a, b) => a.depth - b.depth || Number(a.entity >= scopeCount) - Number(b.entity >= scopeCount));
  return {
    matches: found.slice(0, limit).map(({ entity }) => describe(model, entity)),
    total: found.length,
    groups: [...counts]
      .sort(([, a], [, b]) => b - a)
      .slice(0, MAX_GROUPS)
      .map(([path, count]) => ({ path, count })),
  };
}

function describe({ columns, hierarchy }: GraphModel, entity: number): GraphSearch['matches'][number] {
  const { scopeCount, scopePaths, nodePaths } = hierarchy;
  if (entity < scopeCount) return { path: scopePaths[entity] ?? '', kind: scopeKind(hierarchy, entity) };
  const node = entity - scopeCount;
  const op = columns.ops[columns.opIds[node] ?? 0] ?? '';
  const device = columns.devices[columns.deviceIds[node] ?? 0] ?? '';
  return {
    path: nodePaths[node] ?? '',
    kind: nodeKind(op),
    ...(op === '' ? {} : { op }),
    ...(device === '' ? {} : { device }),
  };
}

/** Name scope directly in the root that a node is in; "" for none. */
function rootScope({ hierarchy }: GraphModel, node: number): string {
  const path = hierarchy.nodePaths[node] ?? '';
  const slash = path.indexOf('/', 1);
  return slash < 0 ? '' : path.slice(0, slash);
}

function depthOf(path: string): number {
  let depth = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth++;
  return depth;
}
