import { forEachAttribute, nodeBytes } from './node-attributes.ts';
import type { GraphColumns } from './graph-columns.ts';
import { EDGE_KIND } from './graph-columns.ts';
import { findRenamedScopes, type RenamedScope } from './find-renamed-scopes.ts';

/** How a node differs; the numbers of CHANGE_NAMES. */
export const CHANGE = { same: 0, added: 1, removed: 2, reattributed: 3, rewired: 4 } as const;
export const CHANGE_NAMES = ['same', 'added', 'removed', 're-attributed', 're-wired'] as const;

/** How a graph differs from an earlier one. */
export interface Difference {
  /** One of CHANGE per node of the joined graph. */
  readonly changes: Uint8Array;
  /** The same node's number in `before`; -1 for an added one. */
  readonly partners: Int32Array;
  readonly before: GraphColumns;
  /** Scopes that only have another name: their nodes are none of them added or removed. */
  readonly renamed: readonly RenamedScope[];
}

/**
 * Joins two graphs: all nodes of `after`, and those that only `before` has. Nodes are the same that have one name, or one
 * place in a scope that was renamed. Of two that are the same, one with another op, device or attributes is re-attributed;
 * else one with other inputs is re-wired. Functions of `before` are left out.
 */
export function joinGraphs(
  before: GraphColumns,
  after: GraphColumns,
): { columns: GraphColumns; difference: Difference } {
  const renamed = findRenamedScopes(before, after);
  const nameAfter = renamer(renamed);
  const removed: number[] = [];
  /** Number in the joined graph of each node of `before`. */
  const joinedOf = new Int32Array(before.mainNodeCount);
  const partnerOfAfter = new Int32Array(after.nodeCount).fill(-1);
  for (let node = 0; node < before.mainNodeCount; node++) {
    const same = after.nodeByName.get(nameAfter(before.names[node] ?? ''));
    if (same !== undefined && same < after.mainNodeCount && partnerOfAfter[same] === -1) {
      partnerOfAfter[same] = node;
      joinedOf[node] = same;
    } else {
      joinedOf[node] = after.mainNodeCount + removed.push(node) - 1;
    }
  }
  const columns = append(before, after, removed, joinedOf);
  const shift = removed.length;
  const changes = new Uint8Array(columns.nodeCount);
  const partners = new Int32Array(columns.nodeCount).fill(-1);
  for (let node = 0; node < after.mainNodeCount; node++) {
    const partner = partnerOfAfter[node]!;
    partners[node] = partner;
    if (partner < 0) changes[node] = CHANGE.added;
    else if (!haveSameFacts(before, partner, after, node)) changes[node] = CHANGE.reattributed;
    else if (!haveSameInputs(before, partner, after, node, joinedOf)) changes[node] = CHANGE.rewired;
  }
  for (const [index, node] of removed.entries()) {
    changes[after.mainNodeCount + index] = CHANGE.removed;
    partners[after.mainNodeCount + index] = node;
  }
  changes.fill(CHANGE.same, after.mainNodeCount + shift);
  return { columns, difference: { changes, partners, before, renamed } };
}

function renamer(renamed: readonly RenamedScope[]): (name: string) => string {
  if (renamed.length === 0) return (name) => name;
  const byScope = new Map(renamed.map(({ from, to }) => [from, to]));
  return (name) => {
    for (let slash = name.lastIndexOf('/'); slash >= 0; slash = name.lastIndexOf('/', slash - 1)) {
      const to = byScope.get(name.slice(0, slash));
      if (to !== undefined) return to + name.slice(slash);
      if (slash === 0) break;
    }
    return name;
  };
}

/** Columns of `after` with the removed nodes of `before` between the graph's nodes and those of functions. */
function append(
  before: GraphColumns,
  after: GraphColumns,
  removed: readonly number[],
  joinedOf: Int32Array,
): GraphColumns {
  const main = after.mainNodeCount;
  const offset = after.bytes.length;
  const splice = (own: Int32Array, added: readonly number[]): Int32Array =>
    Int32Array.from([...own.subarray(0, main), ...added, ...own.subarray(main)]);
  const shifted = (starts: Int32Array, ends: Int32Array): number[] =>
    removed.map((node) => (ends[node] === 0 ? 0 : starts[node]! + offset));
  const intern = (known: readonly string[], texts: readonly string[], ids: Int32Array) => {
    const all = [...known];
    const idByText = new Map(all.map((text, id) => [text, id]));
    const added = removed.map((node) => {
      const text = texts[ids[node]!] ?? '';
      const id = idByText.get(text) ?? all.push(text) - 1;
      idByText.set(text, id);
      return id;
    });
    return { all, added };
  };
  const ops = intern(after.ops, before.ops, before.opIds);
  const devices = intern(after.devices, before.devices, before.deviceIds);
  const clusters = intern(after.clusters, before.clusters, before.clusterIds);
  const names = [
    ...after.names.slice(0, main),
    ...removed.map((node) => before.names[node] ?? ''),
    ...after.names.slice(main),
  ];
  const nodeByName = new Map<string, number>();
  for (const [node, name] of names.entries()) if (!nodeByName.has(name)) nodeByName.set(name, node);
  return {
    bytes: Buffer.concat([after.bytes, before.bytes]),
    nodeCount: after.nodeCount + removed.length,
    mainNodeCount: main + removed.length,
    functionCount: after.functionCount,
    names,
    nodeByName,
    opIds: splice(after.opIds, ops.added),
    ops: ops.all,
    deviceIds: splice(after.deviceIds, devices.added),
    devices: devices.all,
    clusterIds: splice(after.clusterIds, clusters.added),
    clusters: clusters.all,
    nodeStarts: splice(after.nodeStarts, shifted(before.nodeStarts, before.nodeEnds)),
    nodeEnds: splice(after.nodeEnds, shifted(before.nodeEnds, before.nodeEnds)),
    shapeStarts: splice(after.shapeStarts, shifted(before.shapeStarts, before.shapeEnds)),
    shapeEnds: splice(after.shapeEnds, shifted(before.shapeEnds, before.shapeEnds)),
    ...appendEdges(before, after, removed, joinedOf),
    warnings: after.warnings,
  };
}

function appendEdges(
  before: GraphColumns,
  after: GraphColumns,
  removed: readonly number[],
  joinedOf: Int32Array,
): Pick<GraphColumns, 'inputStarts' | 'edges'> {
  const main = after.mainNodeCount;
  const sources: number[] = [];
  const ports: number[] = [];
  const kinds: number[] = [];
  const inputStarts = [0];
  const add = (graph: GraphColumns, node: number, numberOf: (source: number) => number): void => {
    for (let edge = graph.inputStarts[node]!; edge < graph.inputStarts[node + 1]!; edge++) {
      const source = graph.edges.sources[edge]!;
      sources.push(source < 0 ? -1 : numberOf(source));
      ports.push(graph.edges.ports[edge]!);
      kinds.push(graph.edges.kinds[edge]!);
    }
    inputStarts.push(sources.length);
  };
  const ofAfter = (source: number): number => (source < main ? source : source + removed.length);
  const ofBefore = (source: number): number => joinedOf[source] ?? -1;
  for (let node = 0; node < main; node++) add(after, node, ofAfter);
  for (const node of removed) add(before, node, ofBefore);
  for (let node = main; node < after.nodeCount; node++) add(after, node, ofAfter);
  return {
    inputStarts: Int32Array.from(inputStarts),
    edges: {
      sources: Int32Array.from(sources),
      ports: Int32Array.from(ports),
      kinds: Uint8Array.from(kinds),
    },
  };
}

/** Op, device and attributes. */
function haveSameFacts(before: GraphColumns, a: number, after: GraphColumns, b: number): boolean {
  if (before.ops[before.opIds[a]!] !== after.ops[after.opIds[b]!]) return false;
  if (before.devices[before.deviceIds[a]!] !== after.devices[after.deviceIds[b]!]) return false;
  const [left, right] = [nodeBytes(before, a), nodeBytes(after, b)];
  if (Buffer.compare(left, right) === 0) return true;
  const own = attributesOf(before, a);
  const other = attributesOf(after, b);
  return (
    own.size === other.size &&
    [...own].every(([name, value]) => Buffer.compare(value, other.get(name) ?? NOTHING) === 0)
  );
}

const NOTHING = Uint8Array.of(255);

/** Serialized attributes by name. */
export function attributesOf(columns: GraphColumns, node: number): Map<string, Uint8Array> {
  const attributes = new Map<string, Uint8Array>();
  forEachAttribute(columns, node, (name, value) => attributes.set(name, value));
  return attributes;
}

/** Inputs in order, control inputs as a set. Inputs from nowhere are all alike. */
function haveSameInputs(
  before: GraphColumns,
  a: number,
  after: GraphColumns,
  b: number,
  joinedOf: Int32Array,
): boolean {
  const inputsOf = (graph: GraphColumns, node: number, numberOf: (source: number) => number): string => {
    const data: string[] = [];
    const control: number[] = [];
    for (let edge = graph.inputStarts[node]!; edge < graph.inputStarts[node + 1]!; edge++) {
      const source = graph.edges.sources[edge]!;
      const number = source < 0 ? -1 : numberOf(source);
      if (graph.edges.kinds[edge] === EDGE_KIND.control) control.push(number);
      else data.push(`${number}:${graph.edges.ports[edge]}`);
    }
    return `${data.join()}^${control.sort((x, y) => x - y).join()}`;
  };
  const left = inputsOf(before, a, (source) => joinedOf[source] ?? -1);
  return left === inputsOf(after, b, (source) => source);
}
