import type { GraphNode, GraphStub } from '../../../../proto/api/graphs.ts';
import { EDGE_KIND, EDGE_KIND_NAMES } from '../model/graph-columns.ts';
import type { SummedEdge } from './view-edges.ts';

/** Which side of a level an auxiliary node belongs to: sources of its edges, or targets. */
export type Side = NonNullable<GraphNode['auxiliary']>;

/** Fewer nodes than this in a scope need no extraction by degree. */
const MIN_NODES = 15;
/** A degree up to this is never too high. */
const MIN_DEGREE = 4;
/** Of outputs only those far above the others are too many. */
const OUT_FACTOR = 4;
/** More control edges than this of a node without others are drawn as stubs. */
const MAX_CONTROL_EDGES = 4;
/** As many stubs as a side of a node shows. */
const MAX_STUBS = 5;

/** What extraction has to know of the visible entities. */
export interface Extractable {
  /** Visible entities, parents first. */
  readonly entities: readonly number[];
  /** The open scope that an entity is seen in; the root is 0. */
  parentOf(entity: number): number;
  isOpen(entity: number): boolean;
  /** "" for scopes. */
  opOf(entity: number): string;
  /** Those to be taken out and those not to be, by hand. */
  readonly taken: ReadonlySet<number>;
  readonly kept: ReadonlySet<number>;
  /** Whether nodes with very many neighbours are taken out. */
  readonly isAutomatic: boolean;
}

export interface Extraction {
  readonly sides: ReadonlyMap<number, Side>;
  /** Edges that are left. */
  readonly edges: readonly SummedEdge[];
  readonly stubs: ReadonlyMap<number, Stubs>;
}

/** Cut edges at a node. */
export interface Stubs {
  readonly inputs: Stub[];
  readonly outputs: Stub[];
}

/** An edge that was cut, at the end that is left. */
export interface Stub {
  readonly other: number;
  readonly kind: number;
  readonly count: number;
}

/** Neighbours of an entity among those seen in the same scope. */
interface Neighbours {
  readonly in: Set<number>;
  readonly out: Set<number>;
  readonly controlIn: Set<number>;
  readonly controlOut: Set<number>;
}

/**
 * Takes nodes out of the picture's middle whose edges would cover everything, by TensorBoard's rules, level by level:
 * NoOps and what was chosen by hand; in levels of 15 and more, what has more neighbours than the upper quartile plus the
 * distance between the quartiles, outputs four times that, and 4; control edges of nodes with more than 4 of them; and
 * what is left without edges, but with stubs on one side.
 */
export function extractAuxiliary(view: Extractable, edges: readonly SummedEdge[]): Extraction {
  const neighbours = collectNeighbours(view, edges);
  const levels = new Map<number, number[]>();
  for (const entity of view.entities) {
    const parent = view.parentOf(entity);
    const level = levels.get(parent) ?? [];
    levels.set(parent, level);
    level.push(entity);
  }
  const sides = new Map<number, Side>();
  const controlHeavy = new Set<number>();
  for (const level of levels.values()) {
    for (const entity of level) {
      const side = sideByHand(view, entity, neighbours.get(entity) ?? NONE);
      if (side !== undefined) sides.set(entity, side);
    }
    if (view.isAutomatic) extractByDegree(view, level, neighbours, sides);
    for (const entity of level)
      if (hasManyControlEdges(neighbours.get(entity) ?? NONE)) controlHeavy.add(entity);
  }
  const extraction = cutEdges(view, edges, sides, controlHeavy);
  extractIsolated(view, extraction, sides);
  return extraction;
}

/** What a node shows of its cut edges. */
export function describeStubs(
  { inputs, outputs }: Stubs,
  paths: ReadonlyMap<number, string>,
  labelOf: (entity: number) => string,
): NonNullable<GraphNode['stubs']> {
  const describe = (stubs: Stub[]): GraphStub[] =>
    stubs.slice(0, MAX_STUBS).map(({ other, kind, count }) => ({
      path: paths.get(other) ?? '',
      label: labelOf(other),
      kind: EDGE_KIND_NAMES[kind] ?? 'data',
      count,
    }));
  return {
    inputs: describe(inputs),
    inputCount: inputs.length,
    outputs: describe(outputs),
    outputCount: outputs.length,
  };
}

const NONE: Neighbours = { in: new Set(), out: new Set(), controlIn: new Set(), controlOut: new Set() };

function collectNeighbours(view: Extractable, edges: readonly SummedEdge[]): Map<number, Neighbours> {
  const byEntity = new Map<number, Neighbours>();
  const of = (entity: number): Neighbours => {
    const known = byEntity.get(entity);
    if (known !== undefined) return known;
    const made = {
      in: new Set<number>(),
      out: new Set<number>(),
      controlIn: new Set<number>(),
      controlOut: new Set<number>(),
    };
    byEntity.set(entity, made);
    return made;
  };
  for (const { from, to, kind } of edges) {
    const ends = siblings(view, from, to);
    if (ends === undefined) continue;
    const [a, b] = ends;
    const isControl = kind === EDGE_KIND.control;
    of(a)[isControl ? 'controlOut' : 'out'].add(b);
    of(b)[isControl ? 'controlIn' : 'in'].add(a);
  }
  return byEntity;
}

/** The two that are seen in the same scope and hold the ends of an edge. */
function siblings(view: Extractable, from: number, to: number): [number, number] | undefined {
  const above = new Map<number, number>();
  for (let entity = from; ; entity = view.parentOf(entity)) {
    above.set(view.parentOf(entity), entity);
    if (view.parentOf(entity) === 0) break;
  }
  for (let entity = to; ; entity = view.parentOf(entity)) {
    const other = above.get(view.parentOf(entity));
    if (other !== undefined) return other === entity ? undefined : [other, entity];
    if (view.parentOf(entity) === 0) return undefined;
  }
}

function sideByHand(view: Extractable, entity: number, neighbours: Neighbours): Side | undefined {
  if (view.kept.has(entity)) return undefined;
  if (view.taken.has(entity)) {
    return neighbours.in.size + neighbours.controlIn.size > neighbours.out.size + neighbours.controlOut.size
      ? 'out'
      : 'in';
  }
  return view.opOf(entity) === 'NoOp' ? 'out' : undefined;
}

function extractByDegree(
  view: Extractable,
  level: readonly number[],
  neighbours: ReadonlyMap<number, Neighbours>,
  sides: Map<number, Side>,
): void {
  const left = level.filter((entity) => !sides.has(entity));
  if (left.length < MIN_NODES) return;
  const degree = (entity: number, side: 'in' | 'out'): number => {
    const { in: inputs, out, controlIn, controlOut } = neighbours.get(entity) ?? NONE;
    const [data, control] = side === 'in' ? [inputs, controlIn] : [out, controlOut];
    return data.size > 0 ? data.size : control.size;
  };
  for (const [side, factor, extracted] of [
    ['in', 1, 'out'],
    ['out', OUT_FACTOR, 'in'],
  ] as const) {
    const degrees = left.map((entity) => degree(entity, side)).sort((a, b) => a - b);
    const q1 = degrees[Math.round(0.25 * degrees.length)] ?? 0;
    const q3 = degrees[Math.round(0.75 * degrees.length)] ?? 0;
    const bound = Math.max(q3 + factor * (q3 - q1), MIN_DEGREE);
    for (const entity of left) {
      // An open scope has been looked into: taking it out would take that away.
      if (view.kept.has(entity) || view.isOpen(entity) || sides.has(entity)) continue;
      if (degree(entity, side) > bound) sides.set(entity, extracted);
    }
  }
}

function hasManyControlEdges({ in: inputs, out, controlIn, controlOut }: Neighbours): boolean {
  const isControlOnly = (control: ReadonlySet<number>, data: ReadonlySet<number>): number =>
    [...control].filter((other) => !data.has(other)).length;
  return isControlOnly(controlIn, inputs) + isControlOnly(controlOut, out) > MAX_CONTROL_EDGES;
}

/** What has only outputs that were cut is a source, what has only such inputs is a sink. */
function extractIsolated(view: Extractable, { edges, stubs }: Extraction, sides: Map<number, Side>): void {
  const linked = new Set(edges.flatMap(({ from, to }) => [from, to]));
  for (const [entity, { inputs, outputs }] of stubs) {
    if (linked.has(entity) || sides.has(entity) || view.kept.has(entity) || view.isOpen(entity)) continue;
    if (inputs.length === 0) sides.set(entity, 'in');
    else if (outputs.length === 0) sides.set(entity, 'out');
  }
}

function cutEdges(
  view: Extractable,
  edges: readonly SummedEdge[],
  sides: ReadonlyMap<number, Side>,
  controlHeavy: ReadonlySet<number>,
): Extraction {
  const stubs = new Map<number, Stubs>();
  const stubsOf = (entity: number): Stubs => {
    const own = stubs.get(entity) ?? { inputs: [], outputs: [] };
    stubs.set(entity, own);
    return own;
  };
  const extractedAround = (entity: number): number | undefined => {
    for (let at = entity; at !== 0; at = view.parentOf(at)) if (sides.has(at)) return at;
    return undefined;
  };
  const left: SummedEdge[] = [];
  for (const edge of edges) {
    const { from, to, kind, count } = edge;
    const fromOut = extractedAround(from);
    const toOut = extractedAround(to);
    const isHeavyControl = kind === EDGE_KIND.control && (controlHeavy.has(from) || controlHeavy.has(to));
    if (fromOut === toOut && !isHeavyControl) {
      left.push(edge);
      continue;
    }
    if (toOut === undefined || isHeavyControl)
      stubsOf(to).inputs.push({ other: fromOut ?? from, kind, count });
    if (fromOut === undefined || isHeavyControl)
      stubsOf(from).outputs.push({ other: toOut ?? to, kind, count });
  }
  return { sides, edges: left, stubs };
}
