import { EDGE_KIND, type EdgeColumns } from './graph-columns.ts';

/** Names from a log may be of any length: as much of one as a warning shows. */
const MAX_NAME = 80;

/** What of a graph its warnings are about. */
interface CheckedGraph {
  readonly names: readonly string[];
  readonly nodeByName: ReadonlyMap<string, number>;
  readonly mainNodeCount: number;
  readonly ops: readonly string[];
  readonly opIds: Int32Array;
  readonly inputStarts: Int32Array;
  readonly edges: EdgeColumns;
  readonly inputTexts: readonly string[];
}

/** One sentence for each of: inputs from nowhere, names used more than once, cycles outside of loops. */
export function graphWarnings(graph: CheckedGraph): string[] {
  return [absentInputs(graph), duplicateNames(graph), cycles(graph)].filter(
    (warning) => warning !== undefined,
  );
}

function absentInputs({ edges, inputTexts }: CheckedGraph): string | undefined {
  let count = 0;
  for (const source of edges.sources) if (source < 0) count++;
  if (count === 0) return undefined;
  const example = quote(inputTexts[edges.sources.indexOf(-1)] ?? '');
  return count === 1
    ? `One input comes from a node that is not in the graph: ${example}.`
    : `${count} inputs come from nodes that are not in the graph, for example ${example}.`;
}

function duplicateNames({ names, nodeByName, mainNodeCount }: CheckedGraph): string | undefined {
  let count = 0;
  let example = '';
  for (let node = 0; node < mainNodeCount; node++) {
    const name = names[node] ?? '';
    if (nodeByName.get(name) !== node && count++ === 0) example = name;
  }
  if (count === 0) return undefined;
  const nodes = count === 1 ? 'One node has the name' : `${count} nodes have the name`;
  return `${nodes} of a node before it, for example ${quote(example)}: inputs are taken to mean the first.`;
}

/**
 * Nodes on cycles, by taking away, again and again, nodes without inputs and then nodes without outputs.
 * The edge that closes a loop of TensorFlow comes from NextIteration and is meant to.
 */
function cycles(graph: CheckedGraph): string | undefined {
  const { names, inputStarts, edges } = graph;
  const count = names.length;
  const isLoopEnd = graph.ops.map((op) => op === 'NextIteration' || op === 'RefNextIteration');
  const from = new Int32Array(edges.sources.length);
  const to = new Int32Array(edges.sources.length);
  let length = 0;
  for (let node = 0; node < count; node++) {
    for (let edge = inputStarts[node]!; edge < inputStarts[node + 1]!; edge++) {
      const source = edges.sources[edge]!;
      if (source < 0 || edges.kinds[edge] === EDGE_KIND.control || isLoopEnd[graph.opIds[source]!]) continue;
      from[length] = source;
      to[length++] = node;
    }
  }
  const isLeft = new Uint8Array(count).fill(1);
  const [starts, ends] = [from.subarray(0, length), to.subarray(0, length)];
  peel(isLeft, starts, ends);
  peel(isLeft, ends, starts);
  const onCycles = isLeft.reduce((sum, left) => sum + left, 0);
  if (onCycles === 0) return undefined;
  const example = quote(names[isLeft.indexOf(1)] ?? '');
  return onCycles === 1
    ? `The node ${example} is its own input.`
    : `${onCycles} nodes feed themselves through a cycle, for example ${example}.`;
}

/** Takes away nodes that no edge leads to from a node that is left. Iterative: depth comes from the log. */
function peel(isLeft: Uint8Array, from: Int32Array, to: Int32Array): void {
  const degrees = new Int32Array(isLeft.length);
  const starts = new Int32Array(isLeft.length + 1);
  for (let edge = 0; edge < from.length; edge++) {
    if (isLeft[from[edge]!] === 0 || isLeft[to[edge]!] === 0) continue;
    degrees[to[edge]!]!++;
    starts[from[edge]! + 1]!++;
  }
  for (let node = 0; node < isLeft.length; node++) starts[node + 1]! += starts[node]!;
  const targets = new Int32Array(starts.at(-1) ?? 0);
  const next = starts.slice();
  for (let edge = 0; edge < from.length; edge++) {
    if (isLeft[from[edge]!] === 1 && isLeft[to[edge]!] === 1) targets[next[from[edge]!]!++] = to[edge]!;
  }
  const queue: number[] = [];
  for (let node = 0; node < isLeft.length; node++)
    if (isLeft[node] === 1 && degrees[node] === 0) queue.push(node);
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    isLeft[node] = 0;
    for (let at = starts[node]!; at < starts[node + 1]!; at++) {
      const target = targets[at]!;
      if (--degrees[target]! === 0) queue.push(target);
    }
  }
}

function quote(name: string): string {
  return JSON.stringify(name.length > MAX_NAME ? `${name.slice(0, MAX_NAME)}…` : name);
}
