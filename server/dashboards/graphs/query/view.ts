import type { GraphNode, GraphView, GraphViewRequest } from '../../../../proto/api/graphs.ts';
import { CHANGE } from '../model/diff-graphs.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { ROOT } from '../model/hierarchy.ts';
import { withShapesOf, type Profile } from '../model/profile.ts';
import { openCalls } from '../calls/open-calls.ts';
import { pathsAround } from '../calls/paths-around.ts';
import { cutBridges } from './cut-bridges.ts';
import { describeStubs, extractAuxiliary, type Extraction } from './extract-auxiliary.ts';
import { graphTotals } from './graph-totals.ts';
import { computeShares } from './shares.ts';
import { computeTrace, type Trace } from './trace.ts';
import { describeEdges, sumEdges, type SummedEdge } from './view-edges.ts';
import { costOf, describeEntity, entityLabel, entityPath } from './view-nodes.ts';
import { computeVisibility, type Opening, type Visibility } from './visibility.ts';

/** What of a graph is to be shown, by paths. */
export type ViewQuery = DeepReadonly<Omit<GraphViewRequest, 'run' | 'tag'>>;

type DeepReadonly<T> = T extends (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/**
 * What is visible when scopes are open: every edge is lifted to the deepest visible ends and summed there; auxiliary
 * nodes lose theirs. Cost: linear in nodes and edges.
 */
export function computeView(base: GraphModel, query: ViewQuery, profile?: Profile): GraphView {
  const model = openCalls(withShapesOf(base, profile), callsToOpen(query));
  const { columns, hierarchy } = model;
  const visibility = computeVisibility(model, openingOf(model, query));
  const { entities } = visibility;
  const paths = new Map(entities.map((entity) => [entity, entityPath(model, entity)]));
  const trace = query.trace && computeTrace(model, query.trace);
  const extraction = extract(model, visibility, query, sumEdges(model, visibility, trace));
  const shares = query.colour && computeShares(model, visibility, query.colour, profile);
  const traced = trace && countTraced(visibility, trace);
  const marks = markNodes(model, visibility);
  const nodes = entities.map((entity): GraphNode => {
    const side = extraction.sides.get(entity);
    const stubs = extraction.stubs.get(entity);
    const share = shares?.get(entity);
    const cost = profile && costOf(model, profile, entity);
    return {
      ...describeEntity(model, visibility, entity, paths, profile),
      ...(side === undefined ? {} : { auxiliary: side }),
      ...(stubs && { stubs: describeStubs(stubs, paths, (other) => entityLabel(model, other)) }),
      ...(share && { shares: share }),
      ...(cost && { cost }),
      ...(traced?.has(entity) ? { traced: traced.get(entity) ?? 0 } : {}),
      ...marks.get(entity),
    };
  });
  return {
    nodes,
    edges: describeEdges(model, extraction.edges, paths),
    totals: graphTotals(base),
    warnings: [...columns.warnings, ...leftOutWarning(model)],
    truncated: [...visibility.restByScope].map(([scope, rest]) => ({
      path: hierarchy.scopePaths[scope] ?? '',
      ...rest,
    })),
    ...(trace && { tracedCount: trace.nodes.reduce((sum, one) => sum + one, 0) }),
    ...(profile && { maxCost: maxCost(nodes), profileDevices: [...profile.devices] }),
    hasClusters: columns.clusters.length > 1,
    ...countChanges(model),
  };
}

/** Paths of calls that the view needs, and of other things: what is open, and what is around that which is asked for. */
function callsToOpen({ open, reveal, trace }: ViewQuery): Set<string> {
  return new Set([...open, ...[reveal, trace?.from, trace?.to].flatMap(pathsAround)]);
}

function leftOutWarning({ open }: GraphModel): string[] {
  const count = open?.leftOut ?? 0;
  if (count === 0) return [];
  const calls = count === 1 ? 'One call stays' : `${count} calls stay`;
  return [`${calls} closed: the functions in the open ones have too many nodes together.`];
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

function extract(
  { columns, hierarchy }: GraphModel,
  { entities, surface, isOpen }: Visibility,
  { extract: isAutomatic = true, auxiliary = [], main = [] }: ViewQuery,
  edges: readonly SummedEdge[],
): Extraction {
  const { scopeCount, scopeByPath, nodeByPath, parents, scopeOfNode } = hierarchy;
  const { nodeCount } = columns;
  const entitiesOf = (paths: readonly string[]): Set<number> =>
    new Set(
      paths.flatMap((path) => {
        const node = nodeByPath.get(path);
        return node === undefined ? (scopeByPath.get(path) ?? []) : scopeCount + node;
      }),
    );
  const view = {
    entities,
    parentOf: (entity: number): number => {
      if (entity < scopeCount) return surface[parents[entity]!]!;
      const node = entity - scopeCount;
      return node < nodeCount ? surface[scopeOfNode[node]!]! : node - nodeCount;
    },
    isOpen: (entity: number) => entity < scopeCount && isOpen[entity] === 1,
    opOf: (entity: number) => columns.ops[columns.opIds[entity - scopeCount] ?? 0] ?? '',
    taken: entitiesOf(auxiliary),
    kept: entitiesOf(main),
    isAutomatic,
  };
  const extraction = extractAuxiliary(view, edges);
  return isAutomatic ? cutBridges(view, extraction) : extraction;
}

function countTraced({ entityOfNode }: Visibility, trace: Trace): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const [node, entity] of entityOfNode.entries()) {
    if (trace.nodes[node] === 1) counts.set(entity, (counts.get(entity) ?? 0) + 1);
  }
  return counts;
}

/** What has to be marked at entities: nodes that are their own input, and inputs that are not there. */
function markNodes(
  { columns, targets }: GraphModel,
  { entityOfNode }: Visibility,
): ReadonlyMap<number, Pick<GraphNode, 'hasLoop' | 'absentInputs'>> {
  const marks = new Map<number, Pick<GraphNode, 'hasLoop' | 'absentInputs'>>();
  const of = (entity: number): Pick<GraphNode, 'hasLoop' | 'absentInputs'> => {
    const mark = marks.get(entity) ?? {};
    marks.set(entity, mark);
    return mark;
  };
  for (const [edge, source] of columns.edges.sources.entries()) {
    const target = targets[edge]!;
    if (source < 0) {
      const mark = of(entityOfNode[target]!);
      mark.absentInputs = (mark.absentInputs ?? 0) + 1;
    } else if (source === target) {
      of(entityOfNode[target]!).hasLoop = true;
    }
  }
  return marks;
}

function maxCost(nodes: readonly GraphNode[]): NonNullable<GraphView['maxCost']> {
  const atRoot = nodes.flatMap(({ parent, cost }) => (parent === '' && cost ? [cost] : []));
  return {
    us: Math.max(0, ...atRoot.map(({ us }) => us)),
    bytes: Math.max(0, ...atRoot.map(({ bytes }) => bytes)),
  };
}

function countChanges({ difference }: GraphModel): Pick<GraphView, 'changes'> {
  if (difference === undefined) return {};
  const counts = [0, 0, 0, 0, 0];
  for (const change of difference.changes) counts[change]!++;
  return {
    changes: {
      added: counts[CHANGE.added] ?? 0,
      removed: counts[CHANGE.removed] ?? 0,
      reattributed: counts[CHANGE.reattributed] ?? 0,
      rewired: counts[CHANGE.rewired] ?? 0,
      renamed: difference.renamed.map((one) => ({ ...one })),
    },
  };
}
