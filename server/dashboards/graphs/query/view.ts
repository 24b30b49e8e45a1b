import type { GraphEdge, GraphNode, GraphView, GraphViewRequest } from '../../../../proto/api/graphs.ts';
import { EDGE_KIND_NAMES } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { lastPart, ROOT, SCOPE_KIND } from '../model/hierarchy.ts';
import { graphTotals } from './graph-totals.ts';
import { nodeKind } from './node-kind.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';
import { computeVisibility, type Opening, type Visibility } from './visibility.ts';

/** What of a graph is to be shown, by paths. */
export type ViewQuery = DeepReadonly<Omit<GraphViewRequest, 'run' | 'tag'>>;

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/**
 * What is visible when scopes are open: every edge is lifted to the deepest visible ends and summed there.
 * Cost: linear in nodes and edges.
 */
export function computeView(model: GraphModel, query: ViewQuery): GraphView {
  const { columns, hierarchy } = model;
  const visibility = computeVisibility(model, openingOf(model, query));
  const paths = new Map(visibility.entities.map((entity) => [entity, entityPath(model, entity)]));
  return {
    nodes: visibility.entities.map((entity) => graphNode(model, visibility, entity, paths)),
    edges: sumEdges(model, visibility, paths),
    totals: graphTotals(model),
    warnings: [...columns.warnings],
    truncated: [...visibility.restByScope].map(([scope, rest]) => ({
      path: hierarchy.scopePaths[scope] ?? '',
      ...rest,
    })),
  };
}

function openingOf(model: GraphModel, { open, regrouped = [], pages = [], reveal }: ViewQuery): Opening {
  const { hierarchy } = model;
  const scopesOf = (paths: readonly string[]): Set<number> =>
    new Set(paths.flatMap((path) => hierarchy.scopeByPath.get(path) ?? []));
  const revealed = revealedEntities(model, reveal);
  const inner = hierarchy.scopeByPath.get(reveal ?? '');
  const opened = scopesOf(open);
  for (const entity of revealed) if (entity < hierarchy.scopeCount && entity !== inner) opened.add(entity);
  return {
    open: opened,
    regrouped: scopesOf(regrouped),
    pages: new Map(pages.map(({ path, page }) => [hierarchy.scopeByPath.get(path) ?? -1, page])),
    revealed,
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
    const size = visibility.restByScope.get(scope)?.hidden ?? 0;
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
    parent: scopePaths[visibility.surface[hierarchy.scopeOfNode[node] ?? ROOT] ?? ROOT] ?? '',
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
  const parent = hierarchy.scopePaths[visibility.surface[hierarchy.parents[scope] ?? ROOT] ?? ROOT] ?? '';
  const structure = structures[scope] ?? 0;
  return {
    path,
    parent,
    label: path === FUNCTION_SCOPE ? 'Functions' : lastPart(path),
    kind: scopeKind(hierarchy, scope),
    size: hierarchy.sizes[scope] ?? 0,
    open: visibility.isOpen[scope] === 1,
    ...(structure === 0 ? {} : { structure }),
  };
}

/** How a scope is drawn. */
export function scopeKind(
  { scopeKinds, scopePaths, parents }: GraphModel['hierarchy'],
  scope: number,
): 'scope' | 'function' | 'series' {
  if (scopeKinds[scope] === SCOPE_KIND.series) return 'series';
  return scopePaths[parents[scope] ?? ROOT] === FUNCTION_SCOPE ? 'function' : 'scope';
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
