import { LABEL_HEIGHT } from './level-layout.ts';
import { findBackwardLinks, type WeightedLink } from './find-backward-links.ts';
import type { LayoutEdge, LayoutRequest } from './layout-types.ts';

/** More lines than this through one side of a scope are bundled by where they come from. */
const MAX_PORTS = 16;

/** Where a link ends: at a child of the scope, or at a port, the place where a line crosses the scope's border. */
export interface LinkEnd {
  readonly kind: 'child' | 'port';
  readonly name: string;
}

/** A line in one scope, from left to right; several edges may follow it. */
export interface Link {
  readonly left: LinkEnd;
  readonly right: LinkEnd;
  weight: number;
  /** The lanes that run side by side in it, one per line that has ports of its own. */
  readonly lanes: string[];
  labelWidth: number;
  /** Extent of its labels across the flow. */
  labelHeight: number;
}

/** What is laid out by itself: the children of one open scope and the links between them. */
export interface Level {
  readonly scope: string;
  readonly children: string[];
  readonly links: Map<string, Link>;
}

/** One part of an edge's way, in one scope: out of it, across it, or into it. */
export interface Step {
  readonly scope: string;
  readonly way: 'out' | 'across' | 'in';
  /** Where it crosses the border of the scope; undefined on the way across. */
  readonly port: string | undefined;
  /** Key of the link, and which of its lanes the edge follows. */
  readonly link: string;
  readonly lane: string;
  /** The edge runs from the link's right to its left. */
  readonly isBackward: boolean;
}

export interface LevelPlan {
  /** Scopes inside before those around. */
  readonly levels: readonly Level[];
  /** Per edge its steps from its start to its end. */
  readonly steps: readonly (readonly Step[])[];
}

/** An edge, and the scopes that it passes. */
interface Lift {
  readonly edge: LayoutEdge;
  /** The innermost scope that holds both ends. */
  readonly scope: string;
  /** Scopes around the start and around the end that do not hold the other one, from the inside out. */
  readonly left: readonly string[];
  readonly entered: readonly string[];
}

/**
 * Cuts the picture into levels, one per open scope. An edge between different scopes becomes a chain of links: out
 * through the borders of the scopes around its start, across the scope that holds both, and in again. Edges from one
 * node share their way as far as they can.
 */
export function planLevels({ nodes, edges }: LayoutRequest): LevelPlan {
  const parents = new Map(nodes.map(({ path, parent }) => [path, parent]));
  const levels = new Map<string, Level>([['', { scope: '', children: [], links: new Map() }]]);
  for (const { path, parent, isOpen } of nodes) {
    if (isOpen) levels.set(path, { scope: path, children: [], links: new Map() });
    levels.get(parent)?.children.push(path);
  }
  const lifts = edges.map((edge) => lift(edge, parents));
  const backward = findBackward(lifts);
  const ports = new PortNames(lifts, backward);
  const steps = lifts.map((one) => chainOf(one, backward.has(one), ports, levels));
  return { levels: [...levels.values()].toReversed(), steps };
}

function lift(edge: LayoutEdge, parents: ReadonlyMap<string, string>): Lift {
  const left = scopesAround(edge.from, parents);
  const entered = scopesAround(edge.to, parents);
  let scope = '';
  while (left.length > 0 && left.at(-1) === entered.at(-1)) {
    scope = left.pop() ?? '';
    entered.pop();
  }
  return { edge, scope, left, entered };
}

/** From the inside out, the root last. */
function scopesAround(path: string, parents: ReadonlyMap<string, string>): string[] {
  const scopes: string[] = [];
  let scope = parents.get(path) ?? '';
  for (; scope !== ''; scope = parents.get(scope) ?? '') scopes.push(scope);
  scopes.push('');
  return scopes;
}

/** What an edge connects in the scope that holds both its ends. */
function topEnds({ edge, left, entered }: Lift): { from: string; to: string } {
  return { from: left.at(-1) ?? edge.from, to: entered.at(-1) ?? edge.to };
}

/** What edges that share their way have in common. */
function lineOf({ edge }: Lift): string {
  return `${edge.strand} ${edge.from}`;
}

/** The edges that have to run from right to left. */
function findBackward(lifts: readonly Lift[]): Set<Lift> {
  const byScope = new Map<string, Map<string, WeightedLink & { readonly lifts: Lift[]; weight: number }>>();
  for (const one of lifts) {
    const { from, to } = topEnds(one);
    const links = byScope.get(one.scope) ?? new Map();
    byScope.set(one.scope, links);
    const key = `${from}\n${to}`;
    const link = links.get(key) ?? { from, to, weight: 0, lifts: [] };
    links.set(key, link);
    link.weight += one.edge.weight;
    link.lifts.push(one);
  }
  const backward = [...byScope.values()].flatMap((links) => [...findBackwardLinks([...links.values()])]);
  return new Set(backward.flatMap((link) => link.lifts));
}

/** Names the ports of scopes: one per start of a line, as long as they are not too many. */
class PortNames {
  readonly #backward: ReadonlySet<Lift>;
  /** Starts of the lines through each side of each scope. */
  readonly #starts = new Map<string, Set<string>>();

  constructor(lifts: readonly Lift[], backward: ReadonlySet<Lift>) {
    this.#backward = backward;
    for (const one of lifts) {
      for (const scope of one.left) this.#side('out', scope, one).add(lineOf(one));
      for (const scope of one.entered) this.#side('in', scope, one).add(lineOf(one));
    }
  }

  name(way: 'in' | 'out', scope: string, one: Lift): string {
    const direction = this.#backward.has(one) ? 'backward' : 'forward';
    const { from, to } = topEnds(one);
    const bundle = `all ${way === 'out' ? to : from}`;
    return `${direction} ${way} ${this.#side(way, scope, one).size > MAX_PORTS ? bundle : `of ${lineOf(one)}`}`;
  }

  #side(way: 'in' | 'out', scope: string, one: Lift): Set<string> {
    const key = `${way} ${this.#backward.has(one)} ${scope}`;
    const starts = this.#starts.get(key) ?? new Set();
    this.#starts.set(key, starts);
    return starts;
  }
}

/** The steps of one edge; its links are added to the levels, or it to links that are there. */
function chainOf(
  one: Lift,
  isBackward: boolean,
  ports: PortNames,
  levels: ReadonlyMap<string, Level>,
): Step[] {
  const { edge, scope: top, left, entered } = one;
  const steps: Step[] = [];
  const add = (way: Step['way'], scope: string, from: LinkEnd, to: LinkEnd, lane: string): void => {
    const [leftEnd, rightEnd] = isBackward ? [to, from] : [from, to];
    const link = addLink(levels.get(scope), leftEnd, rightEnd, lane);
    link.weight += edge.weight;
    if (way === 'across') {
      link.labelWidth = Math.max(link.labelWidth, edge.labelWidth);
      link.labelHeight = Math.max(link.labelHeight, edge.labelHeight ?? 0);
    }
    const port = way === 'across' ? undefined : lane;
    steps.push({ scope, way, port, link: linkKey(leftEnd, rightEnd), lane, isBackward });
  };
  let from: LinkEnd = { kind: 'child', name: edge.from };
  let lane = lineOf(one);
  for (const scope of left) {
    lane = ports.name('out', scope, one);
    add('out', scope, from, { kind: 'port', name: lane }, lane);
    from = { kind: 'child', name: scope };
  }
  add('across', top, from, { kind: 'child', name: entered.at(-1) ?? edge.to }, lane);
  for (let depth = entered.length - 1; depth >= 0; depth--) {
    const scope = entered[depth] ?? '';
    const port = ports.name('in', scope, one);
    const to = entered[depth - 1] ?? edge.to;
    add('in', scope, { kind: 'port', name: port }, { kind: 'child', name: to }, port);
  }
  return steps;
}

/** The key of the link between two ends in its level. */
export function linkKey(left: LinkEnd, right: LinkEnd): string {
  return `${left.kind} ${left.name}\n${right.kind} ${right.name}`;
}

function addLink(level: Level | undefined, left: LinkEnd, right: LinkEnd, lane: string): Link {
  const key = linkKey(left, right);
  const link = level?.links.get(key) ?? {
    left,
    right,
    weight: 0,
    lanes: [],
    labelWidth: 0,
    labelHeight: LABEL_HEIGHT,
  };
  level?.links.set(key, link);
  if (!link.lanes.includes(lane)) link.lanes.push(lane);
  return link;
}
