import { tensorboard } from '../../../../proto/generated/tensorboard.js';
import type { GraphModel } from '../model/graph-model.ts';
import { ROOT, SCOPE_KIND, type Hierarchy } from '../model/hierarchy.ts';
import { forEachAttribute } from '../model/node-attributes.ts';
import { FUNCTION_SCOPE } from '../model/parse-graph.ts';

/** As many usages as are listed, and functions that one node calls; attributes of more bytes are not looked into. */
const MAX_USAGES = 50;
const MAX_CALLED = 100;
const MAX_ATTRIBUTE_BYTES = 64 * 1024;

/** A function that a node calls. */
export interface CalledFunction {
  /** What names it: "" for the op itself, else an attribute, "body", of those that list functions with a number, "branches_0". */
  readonly as: string;
  /** The function's scope in the library. */
  readonly scope: number;
}

/**
 * The functions of the library that a node calls: the one that its op names, else those of its attributes (`f` of
 * PartitionedCall, `cond` and `body` of While), by their names.
 */
export function calledFunctions(model: GraphModel, node: number): CalledFunction[] {
  const { columns, hierarchy } = model;
  if (!hierarchy.scopeByPath.has(FUNCTION_SCOPE)) return [];
  const scopeOf = (name: string): number | undefined =>
    name === '' ? undefined : hierarchy.scopeByPath.get(`${FUNCTION_SCOPE}/${name}`);
  const own = scopeOf(columns.ops[columns.opIds[node] ?? 0] ?? '');
  if (own !== undefined) return [{ as: '', scope: own }];
  const scopes = new Map<string, number>();
  forEachAttribute(columns, node, (attribute, value) => {
    // They become parts of paths: unique, and without a "/".
    for (const { as, name } of functionNames(attribute.replaceAll('/', '_'), value)) {
      const scope = scopeOf(name);
      if (scope !== undefined && as !== '' && scopes.size < MAX_CALLED) scopes.set(as, scope);
    }
  });
  return [...scopes].map(([as, scope]) => ({ as, scope })).sort((a, b) => (a.as < b.as ? -1 : 1));
}

/** Functions that an attribute names, alone or in a list; a damaged one names none. */
function functionNames(attribute: string, value: Uint8Array): { as: string; name: string }[] {
  // The first byte tells the field of AttrValue: 10 is a function, 1 a list.
  const isFunction = value[0] === 0x52;
  if (!(isFunction || value[0] === 0x0a) || value.length > MAX_ATTRIBUTE_BYTES) return [];
  try {
    const { func, list } = tensorboard.AttrValue.decode(value);
    if (isFunction) return [{ as: attribute, name: func?.name ?? '' }];
    return (list?.func ?? []).map(({ name }, index) => ({ as: `${attribute}_${index}`, name: name ?? '' }));
  } catch {
    return [];
  }
}

/** Whether a scope is the body of a function of the library, which may be one of a series there. */
export function isFunctionScope({ scopeKinds, scopePaths, parents }: Hierarchy, scope: number): boolean {
  if (scopeKinds[scope] !== SCOPE_KIND.names) return false;
  let around = parents[scope] ?? ROOT;
  while (scopeKinds[around] === SCOPE_KIND.series) around = parents[around] ?? ROOT;
  return scopePaths[around] === FUNCTION_SCOPE;
}

/** Of a function the nodes that call it. Cost: linear in the graph. */
export function usagesOf(model: GraphModel, scope: number): { usages?: string[] } {
  const { columns, hierarchy } = model;
  if (!isFunctionScope(hierarchy, scope)) return {};
  const usages: string[] = [];
  for (let node = 0; node < columns.nodeCount && usages.length < MAX_USAGES; node++) {
    if (calledFunctions(model, node).some((called) => called.scope === scope)) {
      usages.push(hierarchy.nodePaths[node] ?? '');
    }
  }
  return { usages };
}
