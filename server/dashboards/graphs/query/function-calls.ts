import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { GraphModel } from '../model/graph-model.ts';
import { forEachAttribute } from '../model/node-attributes.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';

/** As many usages as are listed, and attributes of more bytes than this are not looked into. */
const MAX_USAGES = 50;
const MAX_ATTRIBUTE_BYTES = 4096;

/** Path of the function that a node calls: by its op, or by an attribute (`f` of PartitionedCall, `body` of While). */
export function calledFunction(model: GraphModel, node: number): string | undefined {
  const { columns, hierarchy } = model;
  if (!hierarchy.scopeByPath.has(FUNCTION_SCOPE)) return undefined;
  const pathOf = (name: string): string | undefined => {
    const path = `${FUNCTION_SCOPE}/${name}`;
    return hierarchy.scopeByPath.has(path) ? path : undefined;
  };
  let found = pathOf(columns.ops[columns.opIds[node] ?? 0] ?? '');
  forEachAttribute(columns, node, (_name, value) => {
    // Field 10 of AttrValue, a NameAttrList, is a function.
    if (found !== undefined || value[0] !== 0x52 || value.length > MAX_ATTRIBUTE_BYTES) return;
    try {
      found = pathOf(tensorboard.AttrValue.decode(value).func?.name ?? '');
    } catch {
      // A damaged attribute calls nothing.
    }
  });
  return found;
}

/** Of a function the nodes that call it. Cost: linear in the graph. */
export function usagesOf(model: GraphModel, scope: number): { usages?: string[] } {
  const { columns, hierarchy } = model;
  const path = hierarchy.scopePaths[scope] ?? '';
  if (hierarchy.scopePaths[hierarchy.parents[scope] ?? 0] !== FUNCTION_SCOPE) return {};
  const usages: string[] = [];
  for (let node = 0; node < columns.nodeCount && usages.length < MAX_USAGES; node++) {
    if (calledFunction(model, node) === path) usages.push(hierarchy.nodePaths[node] ?? '');
  }
  return { usages };
}
