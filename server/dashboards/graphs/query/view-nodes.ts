import type { GraphNode } from '../../../../proto/api/graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { lastPart, ROOT, SCOPE_KIND } from '../model/hierarchy.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';
import { deviceOf, durationUs, type Profile } from '../model/profile.ts';
import { calledFunctions, isFunctionScope } from '../calls/called-functions.ts';
import { nodeKind } from './node-kind.ts';
import type { Visibility } from './visibility.ts';

/** The suffix that TensorFlow gives the names of functions: "__inference_call_1a2b3c4d_12" → "__inference_call". */
const FUNCTION_SUFFIX = /_[0-9a-f]{8}(?:_\d+)?$/;

/** Path of an entity; of what stands for children that are too many one that nothing else has. */
export function entityPath({ columns, hierarchy }: GraphModel, entity: number): string {
  const { scopeCount, scopePaths, nodePaths, scopeByPath, nodeByPath } = hierarchy;
  if (entity < scopeCount) return scopePaths[entity] ?? '';
  if (entity < scopeCount + columns.nodeCount) return nodePaths[entity - scopeCount] ?? '';
  const scope = scopePaths[entity - scopeCount - columns.nodeCount] ?? '';
  let path = scope === '' ? '…' : `${scope}/…`;
  while (nodeByPath.has(path) || scopeByPath.has(path)) path += '…';
  return path;
}

/** What to show of an entity: the last part of its path. */
export function entityLabel(model: GraphModel, entity: number): string {
  const path = entityPath(model, entity);
  if (path === FUNCTION_SCOPE) return 'Functions';
  const isFunction = entity < model.hierarchy.scopeCount && scopeKind(model.hierarchy, entity) === 'function';
  return isFunction ? lastPart(path).replace(FUNCTION_SUFFIX, '') : lastPart(path);
}

/** How a scope is drawn. */
export function scopeKind(
  hierarchy: GraphModel['hierarchy'],
  scope: number,
): 'scope' | 'function' | 'call' | 'series' {
  switch (hierarchy.scopeKinds[scope]) {
    case SCOPE_KIND.series:
      return 'series';
    case SCOPE_KIND.call:
      return 'call';
    default:
      return isFunctionScope(hierarchy, scope) ? 'function' : 'scope';
  }
}

/** A visible entity without what a query may add to it. */
export function describeEntity(
  model: GraphModel,
  { surface, isOpen, restByScope }: Visibility,
  entity: number,
  paths: ReadonlyMap<number, string>,
  profile?: Profile,
): GraphNode {
  const { columns, hierarchy, structures } = model;
  const { scopeCount, scopePaths, parents, sizes, scopeOfNode } = hierarchy;
  const path = paths.get(entity) ?? '';
  if (entity < scopeCount) {
    const structure = structures[entity] ?? 0;
    const call = model.open?.callByScope.get(entity);
    return {
      ...(call && opAndDevice(model, call.node, profile)),
      path,
      parent: scopePaths[surface[parents[entity] ?? ROOT] ?? ROOT] ?? '',
      label: entityLabel(model, entity),
      kind: scopeKind(hierarchy, entity),
      size: sizes[entity] ?? 0,
      open: isOpen[entity] === 1,
      ...(structure === 0 ? {} : { structure }),
    };
  }
  const node = entity - scopeCount;
  if (node >= columns.nodeCount) {
    const scope = node - columns.nodeCount;
    const { hidden = 0, page = 0, pages = 1 } = restByScope.get(scope) ?? {};
    const label = `${hidden.toLocaleString('en')} more, page ${page + 1} of ${pages}`;
    return { path, parent: scopePaths[scope] ?? '', label, kind: 'rest', size: hidden, open: false };
  }
  const called = calledFunctions(model, node);
  const [first] = called;
  const structure = called.length === 1 ? (structures[first?.scope ?? ROOT] ?? 0) : 0;
  return {
    path,
    parent: scopePaths[surface[scopeOfNode[node] ?? ROOT] ?? ROOT] ?? '',
    label: lastPart(path),
    kind: first === undefined ? nodeKind(columns.ops[columns.opIds[node] ?? 0] ?? '') : 'call',
    size: called.reduce((sum, { scope }) => sum + (sizes[scope] ?? 0), 0),
    open: false,
    ...opAndDevice(model, node, profile),
    ...(structure === 0 ? {} : { structure }),
  };
}

function opAndDevice(
  model: GraphModel,
  node: number,
  profile: Profile | undefined,
): Pick<GraphNode, 'op' | 'device'> {
  const op = model.columns.ops[model.columns.opIds[node] ?? 0] ?? '';
  const device = deviceOf(model, node, profile);
  return { ...(op === '' ? {} : { op }), ...(device === '' ? {} : { device }) };
}

/** What an entity cost; undefined when nothing of it ran, and for copies of functions' nodes. */
export function costOf(
  { hierarchy, columns, open }: GraphModel,
  { nodes, scopeUs, scopeBytes }: Profile,
  entity: number,
): { us: number; bytes: number } | undefined {
  const { scopeCount } = hierarchy;
  const cost = nodes[open?.callByScope.get(entity)?.node ?? entity - scopeCount];
  if (cost !== undefined) return { us: durationUs(cost), bytes: cost.bytes };
  if (entity >= scopeCount || columns.nodeCount === 0) return undefined;
  const scope = open?.baseScopes[entity] ?? entity;
  const [us = 0, bytes = 0] = [scopeUs[scope], scopeBytes[scope]];
  return us > 0 || bytes > 0 ? { us, bytes } : undefined;
}
