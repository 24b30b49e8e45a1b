import type { GraphEdge, GraphNode, GraphView } from '../../../../proto/api/graphs.ts';
import { EDGE_KIND_NAMES } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { lastPart, ROOT } from '../model/hierarchy.ts';
import { nodeKind } from './node-kind.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';
import { computeVisibility, type Visibility } from './visibility.ts';

/** A log may name a device per node: as many as the answer lists. */
const MAX_DEVICES = 100;

/**
 * What is visible when scopes are open: every edge is lifted to the deepest visible ends and summed there.
 * Cost: linear in nodes and edges.
 *
 * @param open Paths of open scopes; unknown ones and those inside closed ones are ignored.
 * @param reveal Path of a node to be shown even where its scope has too many children.
 */
export function computeView(model: GraphModel, open: readonly string[], reveal?: string): GraphView {
  const { columns, hierarchy } = model;
  const requested = new Set(open.map((path) => hierarchy.scopeByPath.get(path) ?? ROOT));
  const visibility = computeVisibility(model, requested, revealedEntities(model, reveal));
  const paths = new Map(visibility.entities.map((entity) => [entity, entityPath(model, entity)]));
  return {
    nodes: visibility.entities.map((entity) => graphNode(model, visibility, entity, paths)),
    edges: sumEdges(model, visibility, paths),
    totals: graphTotals(model),
    warnings: [...columns.warnings],
    truncated: [...visibility.hiddenByScope].map(([scope, hidden]) => ({
      path: hierarchy.scopePaths[scope] ?? '',
      hidden,
    })),
  };
}

/** A node or scope, and the scopes around it. */
function revealedEntities({ hierarchy }: GraphModel, path: string | undefined): ReadonlySet<number> {
  const revealed = new Set<number>();
  if (path === undefined) return revealed;
  const node = hierarchy.nodeByPath.get(path);
  let scope = hierarchy.scopeByPath.get(path) ?? ROOT;
  if (node !== undefined) {
    revealed.add(hierarchy.scopeCount + node);
    scope = hierarchy.scopeOfNode[node] ?? ROOT;
  }
  for (; scope !== ROOT; scope = hierarchy.parents[scope] ?? ROOT) revealed.add(scope);
  return revealed;
}

function entityPath({ columns, hierarchy }: GraphModel, entity: number): string {
  const { scopeCount, scopePaths, nodePaths, scopeByPath, nodeByPath } = hierarchy;
  if (entity < scopeCount) return scopePaths[entity] ?? '';
  if (entity < scopeCount + columns.nodeCount) return nodePaths[entity - scopeCount] ?? '';
  const scope = scopePaths[entity - scopeCount - columns.nodeCount] ?? '';
  let path = scope === '' ? '…' : `${scope}/…`;
  while (nodeByPath.has(path) || scopeByPath.has(path)) path += '…';
  return path;
}

function graphNode(
  model: GraphModel,
  visibility: Visibility,
  entity: number,
  paths: ReadonlyMap<number, string>,
): GraphNode {
  const { columns, hierarchy } = model;
  const { scopeCount, scopePaths } = hierarchy;
  const path = paths.get(entity) ?? '';
  if (entity < scopeCount) return scopeNode(model, visibility, entity, path);
  const node = entity - scopeCount;
  if (node >= columns.nodeCount) {
    const scope = node - columns.nodeCount;
    const size = visibility.hiddenByScope.get(scope) ?? 0;
    return {
      path,
      parent: scopePaths[scope] ?? '',
      label: `${size.toLocaleString('en')} more`,
      kind: 'rest',
      size,
      open: false,
    };
  }
  const op = columns.ops[columns.opIds[node] ?? 0] ?? '';
  const device = columns.devices[columns.deviceIds[node] ?? 0] ?? '';
  return {
    path,
    parent: scopePaths[hierarchy.scopeOfNode[node] ?? ROOT] ?? '',
    label: lastPart(path),
    kind: nodeKind(op),
    ...(op === '' ? {} : { op }),
    size: 0,
    open: false,
    ...(device === '' ? {} : { device }),
  };
}

function scopeNode(
  { hierarchy, structures }: GraphModel,
  visibility: Visibility,
  scope: number,
  path: string,
): GraphNode {
  const parent = hierarchy.scopePaths[hierarchy.parents[scope] ?? ROOT] ?? '';
  const structure = structures[scope] ?? 0;
  return {
    path,
    parent,
    label: path === FUNCTION_SCOPE ? 'Functions' : lastPart(path),
    kind: parent === FUNCTION_SCOPE ? 'function' : 'scope',
    size: hierarchy.sizes[scope] ?? 0,
    open: visibility.isOpen[scope] === 1,
    ...(structure === 0 ? {} : { structure }),
  };
}

/** Edges between visible entities, one per pair and kind. Those that stay within one are left out. */
function sumEdges(
  model: GraphModel,
  { entityOfNode }: Visibility,
  paths: ReadonlyMap<number, string>,
): GraphEdge[] {
  const { columns, hierarchy, shapes, targets } = model;
  const { sources, kinds } = columns.edges;
  const entityCount = 2 * hierarchy.scopeCount + columns.nodeCount;
  const indexByKey = new Map<number, number>();
  const first: number[] = [];
  const counts: number[] = [];
  const shapeIds: number[] = [];
  const elements: number[] = [];
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    if (source < 0) continue;
    const from = entityOfNode[source]!;
    const to = entityOfNode[targets[edge]!]!;
    if (from === to) continue;
    const key = (from * entityCount + to) * 3 + kinds[edge]!;
    const shape = shapes.ids[edge]!;
    let index = indexByKey.get(key);
    if (index === undefined) {
      index = first.push(edge) - 1;
      indexByKey.set(key, index);
      counts.push(0);
      elements.push(0);
      shapeIds.push(shape);
    }
    counts[index]!++;
    elements[index]! += shapes.elements[shape]!;
    if (shapeIds[index] !== shape) shapeIds[index] = 0;
  }
  return first.map((edge, index) => {
    const shape = shapes.texts[shapeIds[index] ?? 0] ?? '';
    const sum = Math.min(elements[index] ?? 0, Number.MAX_VALUE);
    return {
      from: paths.get(entityOfNode[sources[edge] ?? 0] ?? 0) ?? '',
      to: paths.get(entityOfNode[targets[edge] ?? 0] ?? 0) ?? '',
      kind: EDGE_KIND_NAMES[kinds[edge] ?? 0] ?? 'data',
      count: counts[index] ?? 0,
      ...(shape === '' ? {} : { shape }),
      ...(sum === 0 ? {} : { elements: sum }),
    };
  });
}

function graphTotals({ columns, hierarchy }: GraphModel): GraphView['totals'] {
  const mainEdges = columns.edges.sources.subarray(0, columns.inputStarts[columns.mainNodeCount]);
  const functions = hierarchy.scopeByPath.get(FUNCTION_SCOPE);
  const functionScopes =
    functions === undefined ? 0 : (hierarchy.scopeEnds[functions] ?? functions) - functions;
  return {
    nodes: columns.mainNodeCount,
    edges: mainEdges.reduce((count, source) => count + (source < 0 ? 0 : 1), 0),
    scopes: hierarchy.scopeCount - 1 - functionScopes,
    functions: columns.functionCount,
    devices: columns.devices.slice(1, 1 + MAX_DEVICES),
    bytes: columns.bytes.length,
  };
}
