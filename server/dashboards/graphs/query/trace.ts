import type { GraphTrace } from '../../../../proto/api/graphs.ts';
import { resultsOf } from '../calls/call-edges.ts';
import { EDGE_KIND } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { nodesInside, ROOT } from '../model/hierarchy.ts';

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
  if (kind === 'consumers') markConsumers(model, from, port, trace);
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
  return scope === undefined ? new Int32Array(0) : nodesInside(hierarchy, scope);
}

type Side = 'inputs' | 'outputs';

/** Calls `visit` with each edge at one side of a node and the node at its other end. */
function forEachEdge(
  { columns, targets, outputs, outputStarts }: GraphModel,
  node: number,
  side: Side,
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

/** No edge leads there: a call stands between the two. */
const NO_EDGE = -1;

/**
 * Neighbours on one side. The edges that stay with a call that is open are those of everything in it: what is in a call runs
 * after what the call waits for, and what waits for a call waits for all in it.
 */
class Neighbours {
  readonly #model: GraphModel;
  readonly #side: Side;
  /** Calls whose own edges have been followed from something in them. */
  readonly #left = new Set<number>();

  constructor(model: GraphModel, side: Side) {
    this.#model = model;
    this.#side = side;
  }

  /** Calls `visit` with the edge, or NO_EDGE, and the other node. Edges of a call are visited once from what is in it. */
  forEach(node: number, visit: (edge: number, other: number) => void): void {
    const { hierarchy, open } = this.#model;
    forEachEdge(this.#model, node, this.#side, visit);
    if (open === undefined) return;
    if (open.callByNode.has(node)) {
      for (const inner of nodesInside(hierarchy, hierarchy.scopeOfNode[node]!)) visit(NO_EDGE, inner);
    }
    let scope = open.callAround[hierarchy.scopeOfNode[node]!]!;
    for (; scope !== ROOT; scope = open.callAround[hierarchy.parents[scope]!]!) {
      const call = open.callByScope.get(scope)?.node ?? node;
      if (call === node) continue;
      if (this.#left.has(call)) break;
      this.#left.add(call);
      forEachEdge(this.#model, call, this.#side, visit);
    }
  }
}

/** Everything that the starts depend on, or that depends on them. */
function follow(model: GraphModel, starts: Int32Array, side: Side, trace: Trace): void {
  const neighbours = new Neighbours(model, side);
  const isSeen = new Uint8Array(trace.nodes.length);
  const stack = [...starts];
  for (const start of starts) isSeen[start] = 1;
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    trace.nodes[node] = 1;
    neighbours.forEach(node, (edge, other) => {
      if (edge !== NO_EDGE) trace.edges[edge] = 1;
      if (isSeen[other] === 1) return;
      isSeen[other] = 1;
      stack.push(other);
    });
  }
}

/** What takes one output of a node, or of the nodes in a scope. */
function markConsumers(model: GraphModel, path: string, port: number, trace: Trace): void {
  const { hierarchy, open, columns } = model;
  const call = open?.callByScope.get(hierarchy.scopeByPath.get(path) ?? ROOT);
  const results = call && resultsOf(call, port);
  // What takes an output of an open call takes a result, which has one output.
  const isResult = results !== undefined && results.length > 0;
  for (const start of isResult ? results : nodesOf(model, path)) {
    trace.nodes[start] = 1;
    forEachEdge(model, start, 'outputs', (edge, other) => {
      const isControl = columns.edges.kinds[edge] === EDGE_KIND.control;
      if (isControl || columns.edges.ports[edge] !== (isResult ? 0 : port)) return;
      trace.edges[edge] = 1;
      trace.nodes[other] = 1;
    });
  }
}

/** Marks one shortest way along the direction of edges; false when there is none. */
function markPath(model: GraphModel, starts: Int32Array, ends: Int32Array, trace: Trace): boolean {
  const neighbours = new Neighbours(model, 'outputs');
  const isEnd = new Uint8Array(trace.nodes.length);
  for (const end of ends) isEnd[end] = 1;
  /** The node from which each node was reached first: -1 for none, -2 for a start. And the edge. */
  const cameFrom = new Int32Array(trace.nodes.length).fill(-1);
  const cameBy = new Int32Array(trace.nodes.length).fill(NO_EDGE);
  const queue = [...starts];
  for (const start of starts) cameFrom[start] = -2;
  let at = 0;
  while (at < queue.length && isEnd[queue[at]!] === 0) {
    const node = queue[at++]!;
    neighbours.forEach(node, (edge, other) => {
      if (cameFrom[other] !== -1) return;
      cameFrom[other] = node;
      cameBy[other] = edge;
      queue.push(other);
    });
  }
  const found = queue[at];
  if (found === undefined) return false;
  for (let node = found; node >= 0; node = cameFrom[node]!) {
    trace.nodes[node] = 1;
    if (cameBy[node] !== NO_EDGE) trace.edges[cameBy[node]!] = 1;
  }
  return true;
}
