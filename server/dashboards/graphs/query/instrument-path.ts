import type { GraphModel } from '../model/graph-model.ts';

/**
 * Where a tag of the run belongs in its graph: the node or scope of that name, else the nearest scope around it.
 * "layer1/weights/hist" belongs to "layer1/weights", "layer1.weight", as PyTorch names parameters, to "layer1". Case and a
 * suffix like "_1" have to agree. Undefined for a tag that nothing in the graph is named after.
 */
export function instrumentPath({ hierarchy }: GraphModel, tag: string): string | undefined {
  for (const name of new Set([tag, tag.replaceAll('.', '/')])) {
    for (let end = name.length; end > 0; end = name.lastIndexOf('/', end - 1)) {
      const path = name.slice(0, end);
      if (hierarchy.scopeByPath.has(path) || hierarchy.nodeByPath.has(path)) return path;
    }
  }
  return undefined;
}
