import type { EdgeShapes } from '../model/edge-shapes.ts';
import type { GraphColumns } from '../model/graph-columns.ts';
import { linkEdges, type GraphModel } from '../model/graph-model.ts';
import { nodesInside, ROOT, SCOPE_KIND, type Hierarchy } from '../model/hierarchy.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';
import { callEdges } from './call-edges.ts';
import { copyScopes } from './copy-scopes.ts';
import { findCalls, type OpenCall } from './find-calls.ts';

/** What is open in a model, see `openCalls`. */
export interface OpenCalls {
  /** The model without any call open. */
  readonly base: GraphModel;
  /** Calls that stay closed, since there are too many copies. */
  readonly leftOut: number;
  /** By the number of the call's node, and by that of its scope. */
  readonly callByNode: ReadonlyMap<number, OpenCall>;
  readonly callByScope: ReadonlyMap<number, OpenCall>;
  /** Per scope the innermost call that holds it or is it, by the number of the call's scope; the root's where there is none. */
  readonly callAround: Int32Array;
  /** The scope of the base model that each scope is; -1 of copies, and of calls. */
  readonly baseScopes: Int32Array;
}

/**
 * A graph in which some nodes that call functions are scopes that hold copies of these: arguments take what the call takes,
 * results go where its outputs go. Copies are numbered after all other nodes, and belong to the library like what they are
 * copies of; nothing else of the graph changes its number but the scopes. Calls in functions may be opened in their turn,
 * each for itself, so that recursion goes as deep as somebody looks.
 *
 * Cost: linear in the graph, without a look at any name of it; nothing where no path is that of a call.
 */
export function openCalls(model: GraphModel, paths: Iterable<string>): GraphModel {
  if (!model.hierarchy.scopeByPath.has(FUNCTION_SCOPE)) return model;
  const { calls, leftOut } = findCalls(model, paths);
  if (calls.length === 0) return model;
  const origins = originsOf(model, calls);
  const { hierarchy, structures, baseScopes } = copyScopes(model, calls, origins);
  const { edges, inputStarts, shapeIds } = callEdges(model, calls, origins);
  const columns = { ...copyColumns(model.columns, origins, hierarchy.nodePaths), edges, inputStarts };
  const shapes: EdgeShapes = { ...model.shapes, ids: shapeIds };
  return {
    columns,
    hierarchy,
    shapes,
    ...linkEdges(columns),
    structures,
    difference: model.difference,
    open: {
      base: model,
      leftOut,
      callByNode: new Map(calls.map((call) => [call.node, call])),
      callByScope: new Map(calls.map((call) => [hierarchy.scopeOfNode[call.node] ?? 0, call])),
      callAround: callsAround(hierarchy),
      baseScopes,
    },
  };
}

function callsAround({ scopeKinds, parents }: Hierarchy): Int32Array {
  const around = new Int32Array(scopeKinds.length);
  // Parents come first.
  for (let scope = ROOT + 1; scope < around.length; scope++) {
    around[scope] = scopeKinds[scope] === SCOPE_KIND.call ? scope : around[parents[scope]!]!;
  }
  return around;
}

/** The nodes that the copies are copies of, in the order of their numbers. */
function originsOf({ hierarchy }: GraphModel, calls: readonly OpenCall[]): Int32Array {
  const parts = calls.flatMap((call) => call.parts.map(({ scope }) => nodesInside(hierarchy, scope)));
  const origins = new Int32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let next = 0;
  for (const nodes of parts) {
    origins.set(nodes, next);
    next += nodes.length;
  }
  return origins;
}

function copyColumns(
  columns: GraphColumns,
  origins: Int32Array,
  paths: readonly string[],
): Omit<GraphColumns, 'edges' | 'inputStarts'> {
  const { nodeCount } = columns;
  const extend = (own: Int32Array): Int32Array => {
    const all = new Int32Array(nodeCount + origins.length);
    all.set(own);
    for (let copy = 0; copy < origins.length; copy++) all[nodeCount + copy] = own[origins[copy]!]!;
    return all;
  };
  return {
    ...columns,
    nodeCount: nodeCount + origins.length,
    names: columns.names.concat(paths.slice(nodeCount)),
    opIds: extend(columns.opIds),
    deviceIds: extend(columns.deviceIds),
    clusterIds: extend(columns.clusterIds),
    nodeStarts: extend(columns.nodeStarts),
    nodeEnds: extend(columns.nodeEnds),
    shapeStarts: extend(columns.shapeStarts),
    shapeEnds: extend(columns.shapeEnds),
  };
}
