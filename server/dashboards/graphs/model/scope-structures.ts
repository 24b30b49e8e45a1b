import type { GraphColumns } from './graph-columns.ts';
import { ROOT, type Hierarchy } from './hierarchy.ts';
import { FUNCTION_SCOPE } from './parse-graph.ts';

/**
 * Finds scopes that are built alike: the same ops in equal numbers, scopes inside that are alike in turn, and as many
 * edges within. Returns a number per scope, from 1 on for each structure that occurs more than once or is that of a function
 * of the library, else 0.
 */
export function scopeStructures(graph: GraphColumns, hierarchy: Hierarchy, targets: Int32Array): Int32Array {
  const { scopeCount, parents } = hierarchy;
  const library = hierarchy.scopeByPath.get(FUNCTION_SCOPE);
  const edges = edgesWithin(graph, hierarchy, targets);
  const idByKey = new Map<string, number>();
  const ids = new Int32Array(scopeCount);
  const uses: number[] = [];
  const childIds: number[][] = Array.from({ length: scopeCount }, () => []);
  for (let scope = scopeCount - 1; scope > ROOT; scope--) {
    const ops = runLengths(opsOf(scope, graph, hierarchy));
    const key = `${ops}|${runLengths(childIds[scope] ?? [])}|${edges[scope]}`;
    let id = idByKey.get(key);
    if (id === undefined) {
      id = uses.push(0) - 1;
      idByKey.set(key, id);
    }
    // Calls of a function are like it, when they are open.
    uses[id]! += parents[scope] === library ? 2 : 1;
    ids[scope] = id;
    childIds[parents[scope]!]?.push(id);
    childIds[scope] = [];
  }
  const shared = new Int32Array(scopeCount);
  const numbers = new Map<number, number>();
  for (let scope = ROOT + 1; scope < scopeCount; scope++) {
    const id = ids[scope]!;
    if (uses[id] === 1) continue;
    if (!numbers.has(id)) numbers.set(id, numbers.size + 1);
    shared[scope] = numbers.get(id)!;
  }
  return shared;
}

/** Edges of each scope that lie in it but in none of the scopes inside it. */
function edgesWithin(graph: GraphColumns, hierarchy: Hierarchy, targets: Int32Array): Int32Array {
  const { parents, scopeOfNode } = hierarchy;
  const { sources } = graph.edges;
  const counts = new Int32Array(hierarchy.scopeCount);
  for (let edge = 0; edge < sources.length; edge++) {
    if (sources[edge]! < 0) continue;
    let a = scopeOfNode[sources[edge]!]!;
    let b = scopeOfNode[targets[edge]!]!;
    // In preorder the later of two scopes is never an ancestor of the other.
    while (a !== b) {
      if (a > b) a = parents[a]!;
      else b = parents[b]!;
    }
    counts[a]!++;
  }
  return counts;
}

function opsOf(scope: number, graph: GraphColumns, { nodeStarts, nodesInScope }: Hierarchy): number[] {
  const nodes = nodesInScope.subarray(nodeStarts[scope], nodeStarts[scope + 1]);
  return Array.from(nodes, (node) => graph.opIds[node]!);
}

/** "3×2,7×1" for the numbers 7, 3, 3. */
function runLengths(numbers: number[]): string {
  numbers.sort((a, b) => a - b);
  const runs: string[] = [];
  for (let at = 0; at < numbers.length;) {
    const start = at;
    while (numbers[at] === numbers[start]) at++;
    runs.push(`${numbers[start]}×${at - start}`);
  }
  return runs.join(',');
}
