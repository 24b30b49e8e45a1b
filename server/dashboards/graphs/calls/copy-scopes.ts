import type { GraphModel } from '../model/graph-model.ts';
import { numberScopes, SCOPE_KIND, type Hierarchy } from '../model/hierarchy.ts';
import type { OpenCall } from './find-calls.ts';

/** The scopes of a model with calls that are open. */
export interface CopiedScopes {
  readonly hierarchy: Hierarchy;
  readonly structures: Int32Array;
  /** The scope of the base model that each scope is; -1 of copies, and of calls. */
  readonly baseScopes: Int32Array;
}

/** What is known of a scope before scopes are numbered anew. */
interface Sketch {
  readonly path: string;
  readonly parent: number;
  readonly kind: number;
  readonly size: number;
  readonly structure: number;
}

/** Puts a scope for each call in the place of its node, and copies of the scopes of functions into them. */
export function copyScopes(
  { hierarchy: base, structures }: GraphModel,
  calls: readonly OpenCall[],
  origins: Int32Array,
): CopiedScopes {
  const { scopeCount, scopePaths } = base;
  const nodeCount = base.scopeOfNode.length;
  /** New scopes, numbered from `scopeCount` on. */
  const added: Sketch[] = [];
  const scopeOfNode = new Int32Array(nodeCount + origins.length);
  scopeOfNode.set(base.scopeOfNode);
  const copyPaths: string[] = [];
  for (const { path, node, parts } of calls) {
    const sizes = parts.map(({ scope }) => base.sizes[scope] ?? 0);
    const isAlone = parts[0]?.path === path;
    const structure = isAlone ? (structures[parts[0]?.scope ?? 0] ?? 0) : 0;
    const size = sizes.reduce((sum, one) => sum + one, 0);
    const callScope = scopeCount + added.length;
    added.push({ path, parent: scopeOfNode[node]!, kind: SCOPE_KIND.call, size, structure });
    scopeOfNode[node] = callScope;
    for (const { path: partPath, scope, firstNode } of parts) {
      const prefix = (scopePaths[scope] ?? '').length;
      // Scopes of a function are a range of numbers, and so are their copies.
      const first = isAlone ? callScope : scopeCount + added.length;
      const end = base.scopeEnds[scope]!;
      for (let inner = isAlone ? scope + 1 : scope; inner < end; inner++) {
        added.push({
          path: partPath + (scopePaths[inner] ?? '').slice(prefix),
          parent: inner === scope ? callScope : first + base.parents[inner]! - scope,
          kind: base.scopeKinds[inner]!,
          size: base.sizes[inner]!,
          structure: structures[inner]!,
        });
      }
      const count = base.nodeStarts[end]! - base.nodeStarts[scope]!;
      for (let copy = firstNode; copy < firstNode + count; copy++) {
        const origin = origins[copy - nodeCount]!;
        scopeOfNode[copy] = first + base.scopeOfNode[origin]! - scope;
        copyPaths.push(partPath + (base.nodePaths[origin] ?? '').slice(prefix));
      }
    }
  }
  return number(base, structures, added, scopeOfNode, copyPaths);
}

function number(
  base: Hierarchy,
  structures: Int32Array,
  added: readonly Sketch[],
  scopeOfNode: Int32Array,
  copyPaths: readonly string[],
): CopiedScopes {
  const { scopeCount } = base;
  const nodePaths = base.nodePaths.concat(copyPaths);
  const copyByPath = new Map(copyPaths.map((path, copy) => [path, base.nodePaths.length + copy]));
  const callPaths = new Set(added.filter(({ kind }) => kind === SCOPE_KIND.call).map(({ path }) => path));
  const nodeByPath = {
    get: (path: string) =>
      callPaths.has(path) ? undefined : (base.nodeByPath.get(path) ?? copyByPath.get(path)),
    has: (path: string) => nodeByPath.get(path) !== undefined,
  };
  const { hierarchy, order } = numberScopes({
    paths: [...base.scopePaths, ...added.map(({ path }) => path)],
    parents: [...base.parents, ...added.map(({ parent }) => parent)],
    kinds: Uint8Array.from([...base.scopeKinds, ...added.map(({ kind }) => kind)]),
    scopeOfNode,
    nodePaths,
    nodeByPath,
  });
  return {
    // Copies count in their call alone: what is around it is as large as with the call closed.
    hierarchy: {
      ...hierarchy,
      sizes: order.map((scope) => base.sizes[scope] ?? added[scope - scopeCount]?.size ?? 0),
    },
    structures: order.map((scope) => structures[scope] ?? added[scope - scopeCount]?.structure ?? 0),
    baseScopes: order.map((scope) => (scope < scopeCount ? scope : -1)),
  };
}
