/** What of the layout library's graph is needed here. */
export interface RankedGraph {
  nodes(): string[];
  node(name: string): { rank?: number };
  edges(): readonly { readonly v: string; readonly w: string }[];
  edge(edge: { readonly v: string; readonly w: string }): {
    readonly weight: number;
    readonly minlen: number;
  };
}

/** Whether a node goes to the very first or last column, whatever is between, or before even those. */
export type Pin = 'before-all' | 'first' | 'last' | undefined;

/** Sweeps that pull nodes together; more change little. */
const SWEEPS = 6;

interface Tie {
  readonly other: number;
  readonly weight: number;
  readonly length: number;
}

/**
 * Gives each node its column: as far left as its inputs allow, then pulled towards the side to which more weight ties
 * it, so that edges are short. Takes the place of the layout library's own ranking, which cannot pin a node.
 * The graph must have no cycles; edges of weight 0 only keep the order.
 */
export function rankNodes(graph: RankedGraph, pinOf: (name: string) => Pin): void {
  const names = graph.nodes();
  const { into, outOf, order } = readTies(graph, names);
  const ranks = names.map(() => 0);
  const lowest = (node: number): number =>
    Math.max(...into[node]!.map(({ other, length }) => ranks[other]! + length), -Infinity);
  const highest = (node: number): number =>
    Math.min(...outOf[node]!.map(({ other, length }) => ranks[other]! - length), Infinity);

  for (const node of order) ranks[node] = Math.max(0, lowest(node));
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    for (const node of sweep % 2 === 0 ? order.toReversed() : order) {
      const pull = totalWeight(outOf[node]!) - totalWeight(into[node]!);
      const target = pull > 0 ? highest(node) : pull < 0 ? lowest(node) : undefined;
      if (target !== undefined && Number.isFinite(target)) ranks[node] = target;
    }
  }
  pinNodes(
    names.map((name) => pinOf(name)),
    ranks,
    { lowest, highest },
  );
  for (const [node, name] of names.entries()) graph.node(name).rank = ranks[node]!;
}

function readTies(
  graph: RankedGraph,
  names: readonly string[],
): { into: Tie[][]; outOf: Tie[][]; order: number[] } {
  const numbers = new Map(names.map((name, number) => [name, number]));
  const into: Tie[][] = names.map(() => []);
  const outOf: Tie[][] = names.map(() => []);
  for (const edge of graph.edges()) {
    const from = numbers.get(edge.v)!;
    const to = numbers.get(edge.w)!;
    const { weight, minlen: length } = graph.edge(edge);
    outOf[from]!.push({ other: to, weight, length });
    into[to]!.push({ other: from, weight, length });
  }
  const waiting = into.map((ties) => ties.length);
  const order = waiting.flatMap((count, node) => (count === 0 ? [node] : []));
  for (let at = 0; at < order.length; at++) {
    for (const { other } of outOf[order[at]!]!) if (--waiting[other]! === 0) order.push(other);
  }
  return { into, outOf, order };
}

/** Moves pinned nodes beyond all others. */
function pinNodes(
  pins: readonly Pin[],
  ranks: number[],
  limits: { lowest(node: number): number; highest(node: number): number },
): void {
  const pinned = (pin: Pin): number[] => pins.flatMap((one, node) => (one === pin ? [node] : []));
  const free = pinned(undefined).map((node) => ranks[node]!);
  const firsts = pinned('first');
  const lasts = pinned('last');
  const first = Math.min(Math.min(...free) - 1, ...firsts.map((node) => limits.highest(node)));
  const last = Math.max(Math.max(...free) + 1, ...lasts.map((node) => limits.lowest(node)));
  for (const node of firsts) ranks[node] = first;
  for (const node of lasts) ranks[node] = last;
  for (const node of pinned('before-all')) ranks[node] = first - 1;
}

function totalWeight(ties: readonly Tie[]): number {
  return ties.reduce((sum, { weight }) => sum + weight, 0);
}
