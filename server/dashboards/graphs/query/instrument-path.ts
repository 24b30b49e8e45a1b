import type { GraphModel } from '../model/graph-model.ts';
import { nodeKind } from './node-kind.ts';

/**
 * Where a tag of the run belongs in its graph: the node or scope of that name, else the nearest scope around it.
 * "layer1/weights/hist" belongs to "layer1/weights", "layer1.weight", as PyTorch names parameters, to "layer1". A tag that
 * an op of the graph writes ("merge/weights", a HistogramSummary) belongs to what it writes, too. Empty for a tag that
 * nothing in the graph is named after.
 */
export function instrumentPaths(model: GraphModel, tag: string): string[] {
  const path = namedPath(model, tag);
  return path === undefined ? [] : [path, ...summarized(model, tag)];
}

function namedPath({ hierarchy }: GraphModel, tag: string): string | undefined {
  for (const name of new Set([tag, tag.replaceAll('.', '/')])) {
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      const path = name.slice(0, end);
      if (hierarchy.scopeByPath.has(path) || hierarchy.nodeByPath.has(path)) return path;
    }
  }
  return undefined;
}

/** What the summary op of this name takes, but for its constants. */
function summarized({ columns, hierarchy }: GraphModel, name: string): string[] {
  const { ops, opIds, inputStarts, edges, nodeByName } = columns;
  const node = nodeByName.get(name);
  const kindOf = (one: number): string => nodeKind(ops[opIds[one] ?? 0] ?? '');
  if (node === undefined || kindOf(node) !== 'summary') return [];
  const sources = edges.sources.subarray(inputStarts[node], inputStarts[node + 1]);
  return [...sources].flatMap((source) =>
    source < 0 || kindOf(source) === 'const' ? [] : (hierarchy.nodePaths[source] ?? []),
  );
}
