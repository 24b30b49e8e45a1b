import type { GraphEdge } from '../../../../proto/api/graphs.ts';
import { EDGE_KIND_NAMES } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import type { Trace } from './trace.ts';
import type { Visibility } from './visibility.ts';

/** Edges of one kind between two visible entities, summed. */
export interface SummedEdge {
  readonly from: number;
  readonly to: number;
  /** One of EDGE_KIND. */
  readonly kind: number;
  count: number;
  /** Sum over the tensors of known shape. */
  elements: number;
  /** Of all its tensors, 0 where they differ. */
  shape: number;
  isTraced: boolean;
  crossesDevices: boolean;
}

/** Edges between visible entities, one per pair and kind. Those that stay within one are left out. */
export function sumEdges(
  { columns, hierarchy, shapes, targets }: GraphModel,
  { entityOfNode }: Visibility,
  trace: Trace | undefined,
): SummedEdge[] {
  const { sources, kinds } = columns.edges;
  const { deviceIds } = columns;
  const entityCount = 2 * hierarchy.scopeCount + columns.nodeCount;
  const byKey = new Map<number, SummedEdge>();
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    if (source < 0) continue;
    const target = targets[edge]!;
    const from = entityOfNode[source]!;
    const to = entityOfNode[target]!;
    if (from === to) continue;
    const kind = kinds[edge]!;
    const key = (from * entityCount + to) * 3 + kind;
    const shape = shapes.ids[edge]!;
    let sum = byKey.get(key);
    if (sum === undefined) {
      sum = { from, to, kind, count: 0, elements: 0, shape, isTraced: false, crossesDevices: false };
      byKey.set(key, sum);
    }
    sum.count++;
    sum.elements += shapes.elements[shape]!;
    if (sum.shape !== shape) sum.shape = 0;
    if (trace?.edges[edge] === 1) sum.isTraced = true;
    if (deviceIds[source] !== deviceIds[target] && deviceIds[source] !== 0 && deviceIds[target] !== 0) {
      sum.crossesDevices = true;
    }
  }
  return [...byKey.values()];
}

/** Edges as the page gets them. */
export function describeEdges(
  { shapes }: GraphModel,
  edges: readonly SummedEdge[],
  paths: ReadonlyMap<number, string>,
): GraphEdge[] {
  return edges.map(({ from, to, kind, count, elements, shape, isTraced, crossesDevices }) => ({
    from: paths.get(from) ?? '',
    to: paths.get(to) ?? '',
    kind: EDGE_KIND_NAMES[kind] ?? 'data',
    count,
    ...(shape === 0 ? {} : { shape: shapes.texts[shape] ?? '' }),
    ...(elements === 0 ? {} : { elements: Math.min(elements, Number.MAX_VALUE) }),
    ...(isTraced ? { traced: true } : {}),
    ...(crossesDevices ? { crossesDevices: true } : {}),
  }));
}
