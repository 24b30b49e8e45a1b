import type { GraphTrace } from '../../../../proto/api/graphs.ts';
import { EDGE_KIND } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';

/** What a trace goes through. */
export interface Trace {
  /** 1 per node on it, the ends included. */
  readonly nodes: Uint8Array;
  /** 1 per edge along it. */
  readonly edges: Uint8Array;
}

/**
 * Follows edges, control edges too, from a node or from all nodes in a scope. Unknown paths give an empty trace. Cost:
 * linear in nodes and edges.
 */
export function computeTrace(model: GraphModel, { kind, from, to, port = 0 }: GraphTrace): Trace {
  const { columns } = model;
  const trace: Trace = {
    nodes: new Uint8Array(columns.nodeCount),
    edges: new Uint8Array(columns.edges.sources.length),
  };
  const starts = nodesOf(model, from);
  if (kind === 'inputs' || kind === 'both') follow(model, starts, 'inputs', trace);
  if (kind === 'outputs' || kind === 'both') follow(model, starts, 'outputs', trace);
  if (kind === 'consumers') markConsumers(model, starts, port, trace);
  if (kind === 'path') {
    const ends = nodesOf(model, to ?? '');
    if (!markPath(model, starts, ends, trace)) markPath(model, ends, starts, trace);
  }
  return trace;
}

/** A node, or the nodes at any depth in a scope. */
function nodesOf({ hierarchy }: GraphModel, path: string): Int32Array {
  const node = hierarchy.nodeByPath.get(path);
  if (node !== undefined) return Int32Array.of(node);
  const scope = path === '' ? undefined : hierarchy.scopeByPath.get(path);
  if (scope === undefined) return new Int32Array(0);
  const { nodesInScope, nodeStarts, scopeEnds } = hierarchy;
  return nodesInScope.slice(nodeStarts[scope], nodeStarts[scopeEnds[scope]!]);
}

/** Calls `visit` with each edge at one side of a node and the node at its other end. */
function forEachNeighbour(
  { columns, targets, outputs, outputStarts }: GraphModel,
  node: number,
  side: 'inputs' | 'outputs',
  visit: (edge: number, other: number) => void,
): void {
  if (side === 'inputs') {
    const { inputStarts, edges } = columns;
    for (let edge = inputStarts[node]!; edge < inputStarts[node + 1]!; edge++) {
      if (edges.sources[edge]! >= 0) visit(edge, edges.sources[edge]!);
    }
    return;
  }
  for (let at = outputStarts[node]!; at < outputStarts[node + 1]!; at++) {
    visit(outputs[at]!, targets[outputs[at]!]!);
  }
}

/** Everything that the starts depend on, or that depends on them. */
function follow(model: GraphModel, starts: Int32Array, side: 'inputs' | 'outputs', trace: Trace): void {
  const isSeen = new Uint8Array(trace.nodes.length);
  const stack = [...starts];
  for (const start of starts) isSeen[start] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    trace.nodes[node] = 1;
    forEachNeighbour(model, node, side, (edge, other) => {
      trace.edges[edge] = 1;
      if (isSeen[other] === 1) return;
      isSeen[other] = 1;
      stack.push(other);
    });
  }
}

function markConsumers(model: GraphModel, starts: Int32Array, port: number, trace: Trace): void {
  const { ports, kinds } = model.columns.edges;
  for (const start of starts) {
    trace.nodes[start] = 1;
    forEachNeighbour(model, start, 'outputs', (edge, other) => {
      if (kinds[edge] === EDGE_KIND.control || ports[edge] !== port) return;
      trace.edges[edge] = 1;
      trace.nodes[other] = 1;
    });
  }
}

/** Marks one shortest way along the direction of edges; false when there is none. */
function markPath(model: GraphModel, starts: Int32Array, ends: Int32Array, trace: Trace): boolean {
  const isEnd = new Uint8Array(trace.nodes.length);
  for (const end of ends) isEnd[end] = 1;
  /** The edge by which each node was reached first: -1 for none, -2 for a start. */
  const cameBy = new Int32Array(trace.nodes.length).fill(-1);
  const queue = [...starts];
  for (const start of starts) cameBy[start] = -2;
  let at = 0;
  while (at < queue.length && isEnd[queue[at]!] === 0) {
    forEachNeighbour(model, queue[at++]!, 'outputs', (edge, other) => {
      if (cameBy[other] !== -1) return;
      cameBy[other] = edge;
      queue.push(other);
    });
  }
  const found = queue[at];
  if (found === undefined) return false;
  for (let node = found; ; node = model.columns.edges.sources[cameBy[node]!]!) {
    trace.nodes[node] = 1;
    if (cameBy[node]! < 0) return true;
    trace.edges[cameBy[node]!] = 1;
  }
}
