/** A directed link between two things of one level, with what it counts. */
export interface WeightedLink {
  readonly from: string;
  readonly to: string;
  readonly weight: number;
}

/**
 * Chooses the links that have to run from right to left so that all others can run from left to right, little weight
 * in all. The heuristic of Eades, Lin and Smyth (1993): take away sinks and sources, then the node that gives most more
 * than it takes; links against the order so found are backward.
 */
export function findBackwardLinks<Link extends WeightedLink>(links: readonly Link[]): Set<Link> {
  const nodes = [...new Set(links.flatMap(({ from, to }) => [from, to]))];
  const left = new Set(nodes);
  const head: string[] = [];
  const tail: string[] = [];
  const balances = new Map<string, { out: number; in: number }>();
  const balance = (node: string): { out: number; in: number } => {
    const known = balances.get(node) ?? { out: 0, in: 0 };
    balances.set(node, known);
    return known;
  };
  const touching = new Map<string, Link[]>(nodes.map((node) => [node, []]));
  for (const link of links) {
    balance(link.from).out += link.weight;
    balance(link.to).in += link.weight;
    touching.get(link.from)?.push(link);
    touching.get(link.to)?.push(link);
  }
  const remove = (node: string): void => {
    left.delete(node);
    for (const { from, to, weight } of touching.get(node) ?? []) {
      if (from === node) balance(to).in -= weight;
      else balance(from).out -= weight;
    }
  };
  while (left.size > 0) {
    let best: string | undefined;
    let bestScore = -Infinity;
    let end: 'head' | 'tail' = 'head';
    for (const node of left) {
      const { out, in: into } = balance(node);
      const isSink = out <= EPSILON;
      const score = isSink || into <= EPSILON ? Infinity : out - into;
      if (score > bestScore) {
        best = node;
        bestScore = score;
        end = isSink && into > EPSILON ? 'tail' : 'head';
      }
      if (score === Infinity) break;
    }
    if (best === undefined) break;
    if (end === 'head') head.push(best);
    else tail.push(best);
    remove(best);
  }
  const place = new Map([...head, ...tail.toReversed()].map((node, index) => [node, index]));
  return new Set(links.filter(({ from, to }) => (place.get(from) ?? 0) > (place.get(to) ?? 0)));
}

/** Weights are sums of fractions: as good as none. */
const EPSILON = 1e-9;
