import { readEdgeShapes, type EdgeShapes } from './edge-shapes.ts';
import type { OpenCalls } from '../calls/open-calls.ts';
import type { GraphColumns } from './graph-columns.ts';
import { joinGraphs, type Difference } from './diff-graphs.ts';
import { foldSeries } from './fold-series.ts';
import { groupByDevice } from './group-by-device.ts';
import { buildHierarchy, type Hierarchy } from './hierarchy.ts';
import { parseGraph } from './parse-graph.ts';
import { scopeStructures } from './scope-structures.ts';

/** Everything that is computed once per graph. */
export interface GraphModel {
  readonly columns: GraphColumns;
  readonly hierarchy: Hierarchy;
  readonly shapes: EdgeShapes;
  /** Node that each edge goes to. */
  readonly targets: Int32Array;
  /** Edges out of node n: `outputs[outputStarts[n]]` to `outputs[outputStarts[n + 1] - 1]`. */
  readonly outputStarts: Int32Array;
  readonly outputs: Int32Array;
  /** Per scope: equal for scopes of equal structure, 0 for those that are like no other. */
  readonly structures: Int32Array;
  /** How it differs from the graph that it is compared with. */
  readonly difference: Difference | undefined;
  /** The calls that are scopes in it. */
  readonly open: OpenCalls | undefined;
}

/** What a model is made of. */
export interface GraphParts {
  /** Serialized GraphDef. */
  readonly graph: Uint8Array;
  /** Another one to compare it with. */
  readonly before?: Uint8Array | undefined;
  /** Whether devices are scopes around everything. */
  readonly isByDevice?: boolean;
}

/** Parses a serialized GraphDef and builds what the page's queries need. Cost: linear in its size. */
export function buildGraphModel(graph: Uint8Array): GraphModel {
  return modelOf(parseGraph(graph), undefined);
}

/** The same for a graph that is looked at in another way. */
export function buildModelOf({ graph, before, isByDevice = false }: GraphParts): GraphModel {
  const arrange = (columns: GraphColumns): GraphColumns => (isByDevice ? groupByDevice(columns) : columns);
  const after = arrange(parseGraph(graph));
  if (before === undefined) return modelOf(after, undefined, isByDevice);
  const { columns, difference } = joinGraphs(arrange(parseGraph(before)), after);
  return modelOf(columns, difference, isByDevice);
}

function modelOf(columns: GraphColumns, difference: Difference | undefined, isByDevice = false): GraphModel {
  const names = buildHierarchy(columns);
  const links = linkEdges(columns);
  const alike = scopeStructures(columns, names, links.targets);
  const { hierarchy, structures } = foldSeries(columns, names, alike, !isByDevice);
  const shapes = readEdgeShapes(columns);
  return { columns, hierarchy, shapes, ...links, structures, difference, open: undefined };
}

/** Where edges go, and where from each node. */
export function linkEdges({
  nodeCount,
  inputStarts,
  edges,
}: GraphColumns): Pick<GraphModel, 'targets' | 'outputs' | 'outputStarts'> {
  const { sources } = edges;
  const targets = new Int32Array(sources.length);
  const outputStarts = new Int32Array(nodeCount + 1);
  for (let node = 0; node < nodeCount; node++) {
    const end = inputStarts[node + 1]!;
    for (let edge = inputStarts[node]!; edge < end; edge++) targets[edge] = node;
  }
  for (const source of sources) if (source >= 0) outputStarts[source + 1]!++;
  for (let node = 0; node < nodeCount; node++) outputStarts[node + 1]! += outputStarts[node]!;
  const outputs = new Int32Array(outputStarts[nodeCount]!);
  const next = outputStarts.slice();
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    if (source >= 0) outputs[next[source]!++] = edge;
  }
  return { targets, outputs, outputStarts };
}
