import { readEdgeShapes, type EdgeShapes } from './edge-shapes.ts';
import type { GraphColumns } from './graph-columns.ts';
import { foldSeries } from './fold-series.ts';
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
}

/** Parses a serialized GraphDef and builds what the page's queries need. Cost: linear in its size. */
export function buildGraphModel(bytes: Uint8Array): GraphModel {
  const columns = parseGraph(bytes);
  const names = buildHierarchy(columns);
  const { sources } = columns.edges;
  const targets = new Int32Array(sources.length);
  const outputStarts = new Int32Array(columns.nodeCount + 1);
  for (let node = 0; node < columns.nodeCount; node++) {
    const end = columns.inputStarts[node + 1]!;
    for (let edge = columns.inputStarts[node]!; edge < end; edge++) targets[edge] = node;
  }
  for (const source of sources) if (source >= 0) outputStarts[source + 1]!++;
  for (let node = 0; node < columns.nodeCount; node++) outputStarts[node + 1]! += outputStarts[node]!;
  const outputs = new Int32Array(outputStarts[columns.nodeCount]!);
  const next = outputStarts.slice();
  for (let edge = 0; edge < sources.length; edge++) {
    const source = sources[edge]!;
    if (source >= 0) outputs[next[source]!++] = edge;
  }
  const alike = scopeStructures(columns, names, targets);
  const { hierarchy, structures } = foldSeries(columns, names, alike);
  return { columns, hierarchy, shapes: readEdgeShapes(columns), targets, outputStarts, outputs, structures };
}
