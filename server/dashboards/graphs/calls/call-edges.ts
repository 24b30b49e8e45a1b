import { EdgeList } from './edge-list.ts';
import { EDGE_KIND, type EdgeColumns } from '../model/graph-columns.ts';
import type { GraphModel } from '../model/graph-model.ts';
import { nodesInside } from '../model/hierarchy.ts';
import type { CallPart, OpenCall } from './find-calls.ts';

/** The edges of a graph with calls that are open. */
export interface CallEdges {
  readonly edges: EdgeColumns;
  readonly inputStarts: Int32Array;
  /** Index into the graph's shapes per edge. */
  readonly shapeIds: Int32Array;
}

/** One input of a node. */
interface Input {
  readonly source: number;
  readonly port: number;
  readonly kind: number;
  readonly shape: number;
}

/**
 * Edges between copies are those of the functions. What a call takes goes to the arguments of what it calls, and what takes
 * an output of a call takes the result; of several functions that a call hands its inputs on to, each. What has no
 * counterpart, control edges above all, stays with the node of the call, which is its scope now.
 */
export function callEdges(model: GraphModel, calls: readonly OpenCall[], origins: Int32Array): CallEdges {
  const { nodeCount, inputStarts } = model.columns;
  const builder = new EdgeBuilder(model, calls, nodeCount + origins.length);
  for (let node = 0; node < nodeCount; node++) {
    builder.addNode(node, inputStarts[node]!, inputStarts[node + 1]!, undefined);
  }
  for (const { parts } of calls) {
    for (const part of parts) {
      const end = part.firstNode + nodesInside(model.hierarchy, part.scope).length;
      for (let copy = part.firstNode; copy < end; copy++) {
        const origin = origins[copy - nodeCount]!;
        builder.addNode(copy, inputStarts[origin]!, inputStarts[origin + 1]!, part);
      }
    }
  }
  return builder.build();
}

class EdgeBuilder {
  readonly #model: GraphModel;
  readonly #callByNode: ReadonlyMap<number, OpenCall>;
  /** 1 for the nodes of calls: of a million nodes few are. */
  readonly #isCall: Uint8Array;
  /** What arguments take from outside, by the numbers of their copies. */
  readonly #given = new Map<number, Input[]>();
  /** Place of each node in the order of the hierarchy. */
  readonly #places: Int32Array;
  readonly #edges: EdgeList;
  readonly #starts: Int32Array;
  #nodes = 0;

  constructor(model: GraphModel, calls: readonly OpenCall[], nodeCount: number) {
    this.#model = model;
    this.#callByNode = new Map(calls.map((call) => [call.node, call]));
    this.#isCall = new Uint8Array(nodeCount);
    for (const { node } of calls) this.#isCall[node] = 1;
    const { nodesInScope } = model.hierarchy;
    this.#places = new Int32Array(nodesInScope.length);
    for (let place = 0; place < nodesInScope.length; place++) this.#places[nodesInScope[place]!] = place;
    this.#edges = new EdgeList(model.columns.edges.sources.length);
    this.#starts = new Int32Array(nodeCount + 1);
  }

  /** Adds the next node, with the inputs of a range of edges of the base model. @param part That a copy is in. */
  addNode(node: number, start: number, end: number, part: CallPart | undefined): void {
    const { sources, ports, kinds } = this.#model.columns.edges;
    const { ids } = this.#model.shapes;
    const call = this.#isCall[node] === 1 ? this.#callByNode.get(node) : undefined;
    let dataInputs = 0;
    for (let edge = start; edge < end; edge++) {
      const written = sources[edge]!;
      const source = part === undefined || written < 0 ? written : this.#copyOf(part, written);
      const kind = kinds[edge]!;
      const shape = part === undefined ? ids[edge]! : ids[edge]! || this.#shapeGiven(source);
      const index = kind === EDGE_KIND.control ? undefined : dataInputs++;
      // What is its own input stays so: no edge leads from inside a scope to that scope.
      if (source === node || (call === undefined && (source < 0 || this.#isCall[source] === 0))) {
        this.#edges.push(source, ports[edge]!, kind, shape);
        continue;
      }
      const input: Input = { source, port: ports[edge]!, kind, shape };
      const isGiven = call !== undefined && index !== undefined && this.#give(call, index, input);
      if (!isGiven) this.#add(input);
    }
    if (part !== undefined) for (const input of this.#given.get(node) ?? []) this.#add(input);
    this.#starts[++this.#nodes] = this.#edges.length;
  }

  build(): CallEdges {
    const { columns, shapeIds } = this.#edges.take();
    return { edges: columns, inputStarts: this.#starts, shapeIds };
  }

  /** The copy of a function's node; -1 of a node that is not in the function. */
  #copyOf({ scope, firstNode }: CallPart, node: number): number {
    const { nodeStarts, scopeEnds } = this.#model.hierarchy;
    const place = this.#places[node]!;
    const isInside = place >= nodeStarts[scope]! && place < nodeStarts[scopeEnds[scope]!]!;
    return isInside ? firstNode + place - nodeStarts[scope]! : -1;
  }

  /** The shape that an argument was given: functions are written without. 0 for other nodes. */
  #shapeGiven(argument: number): number {
    return this.#given.get(argument)?.[0]?.shape ?? 0;
  }

  /** Hands an input of a call on to arguments; false when there are none for it. */
  #give({ parts }: OpenCall, index: number, input: Input): boolean {
    let isGiven = false;
    for (const { order, parameters } of parts) {
      const parameter = order && parameters[index - order.firstInput];
      if (parameter === undefined) continue;
      isGiven = true;
      const known = this.#given.get(parameter) ?? [];
      this.#given.set(parameter, known);
      known.push(input);
    }
    return isGiven;
  }

  /** Adds an edge; one from an output of a call that is open comes from its results. */
  #add({ source, port, kind, shape }: Input): void {
    const call = kind === EDGE_KIND.control ? undefined : this.#callByNode.get(source);
    const results = call ? resultsOf(call, port) : [];
    for (const result of results) this.#edges.push(result, 0, kind, shape);
    if (results.length === 0) this.#edges.push(source, port, kind, shape);
  }
}

/** The copies that give an output of a call: of each function that may have run one. */
export function resultsOf({ parts }: OpenCall, port: number): number[] {
  return parts.flatMap(({ order, results }) => (order?.isResult === true ? (results[port] ?? []) : []));
}
