import type { Level, Link } from './plan-levels.ts';

/** Children of a level that belong together, with all links that touch them. */
export interface Part {
  readonly children: readonly string[];
  readonly links: readonly (readonly [key: string, link: Link])[];
}

/** A part with links to or from outside the level. */
export function isWired({ links }: Part): boolean {
  return links.some(([, { left, right }]) => left.kind === 'port' || right.kind === 'port');
}

/** Children that links connect, directly or by way of others, in the order of their first child. */
export function connectedParts({ children, links }: Level): Part[] {
  const leaders = new Map(children.map((child) => [child, child]));
  const leaderOf = (child: string): string => {
    let leader = child;
    for (let next = leaders.get(leader); next !== undefined && next !== leader; next = leaders.get(leader))
      leader = next;
    leaders.set(child, leader);
    return leader;
  };
  for (const { left, right } of links.values()) {
    if (left.kind === 'child' && right.kind === 'child')
      leaders.set(leaderOf(left.name), leaderOf(right.name));
  }
  const parts = new Map<string, { children: string[]; links: [string, Link][] }>();
  for (const child of children) {
    const part = parts.get(leaderOf(child)) ?? { children: [], links: [] };
    parts.set(leaderOf(child), part);
    part.children.push(child);
  }
  for (const [key, link] of links) {
    const child = link.left.kind === 'child' ? link.left : link.right;
    parts.get(leaderOf(child.name))?.links.push([key, link]);
  }
  return [...parts.values()];
}
