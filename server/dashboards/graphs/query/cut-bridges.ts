import type { Extractable, Extraction, Stubs } from './extract-auxiliary.ts';
import type { SummedEdge } from './view-edges.ts';

/** From one node outside, edges to so many things in an open scope are drawn; more would cover what is in it. */
const MAX_BRIDGES = 4;

/** Which of an edge's ends is looked at from outside. */
type Way = 'in' | 'out';

/**
 * Edges from one node outside of an open scope to more than 4 things in it, or from as many things in it to one node
 * outside, become one edge to the scope itself and stubs at what is in it, as in TensorBoard.
 */
export function cutBridges(view: Extractable, { sides, edges, stubs }: Extraction): Extraction {
  const own = new Map(
    [...stubs].map(([entity, { inputs, outputs }]) => [
      entity,
      { inputs: [...inputs], outputs: [...outputs] },
    ]),
  );
  const entering = cut(view, edges, 'in', own);
  return { sides, edges: cut(view, entering, 'out', own), stubs: own };
}

function cut(
  view: Extractable,
  edges: readonly SummedEdge[],
  way: Way,
  stubs: Map<number, Stubs>,
): readonly SummedEdge[] {
  const crossings = edges.map((edge) => crossed(view, edge, way));
  const reached = new Map<string, Set<number>>();
  for (const [index, edge] of edges.entries()) {
    for (const { scope, child } of crossings[index] ?? []) {
      const key = `${scope} ${outer(edge, way)}`;
      const children = reached.get(key) ?? new Set();
      reached.set(key, children);
      children.add(child);
    }
  }
  const left: SummedEdge[] = [];
  const merged = new Map<string, SummedEdge>();
  for (const [index, edge] of edges.entries()) {
    const at = crossings[index]?.find(
      ({ scope }) => (reached.get(`${scope} ${outer(edge, way)}`)?.size ?? 0) > MAX_BRIDGES,
    );
    if (at === undefined) {
      left.push(edge);
      continue;
    }
    const inner = way === 'in' ? edge.to : edge.from;
    const own = stubs.get(inner) ?? { inputs: [], outputs: [] };
    stubs.set(inner, own);
    own[way === 'in' ? 'inputs' : 'outputs'].push({
      other: outer(edge, way),
      kind: edge.kind,
      count: edge.count,
    });
    const key = `${at.scope} ${outer(edge, way)} ${edge.kind}`;
    const known = merged.get(key);
    if (known === undefined) {
      const ends = way === 'in' ? { to: at.scope } : { from: at.scope };
      merged.set(key, { ...edge, ...ends });
      continue;
    }
    known.count += edge.count;
    known.elements += edge.elements;
    if (known.shape !== edge.shape) known.shape = 0;
    known.isTraced ||= edge.isTraced;
    known.crossesDevices ||= edge.crossesDevices;
  }
  return [...left, ...merged.values()];
}

function outer({ from, to }: SummedEdge, way: Way): number {
  return way === 'in' ? from : to;
}

/** The open scopes that hold one end but not the other, from the outside in, and the child of each that holds the end. */
function crossed(view: Extractable, edge: SummedEdge, way: Way): { scope: number; child: number }[] {
  const around = new Set<number>();
  for (let at = view.parentOf(outer(edge, way)); at !== 0; at = view.parentOf(at)) around.add(at);
  const crossings: { scope: number; child: number }[] = [];
  let child = way === 'in' ? edge.to : edge.from;
  for (let scope = view.parentOf(child); scope !== 0 && !around.has(scope); scope = view.parentOf(scope)) {
    crossings.unshift({ scope, child });
    child = scope;
  }
  return crossings;
}
