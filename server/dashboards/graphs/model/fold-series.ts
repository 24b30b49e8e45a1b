import type { GraphColumns } from './graph-columns.ts';
import { childScopes, lastPart, numberScopes, ROOT, SCOPE_KIND, type Hierarchy } from './hierarchy.ts';

/** Numbered things that follow each other make a series from this many on; fewer than 5 start apart, as in TensorBoard. */
const MIN_MEMBERS = 2;
export const MIN_GROUPED_MEMBERS = 5;
/** A scope with more children than this has those folded that are alike without being numbered. */
const MAX_UNFOLDED_CHILDREN = 200;

/** Scope or node of a scope: what a series is made of. Nodes are `scopeCount` + n. */
type Child = number;

interface Series {
  readonly scope: number;
  readonly path: string;
  readonly members: readonly Child[];
}

/**
 * Puts children of a scope that are alike and numbered into a scope of their own, a series: nodes of one op ("add",
 * "add_1", …) and scopes of one structure ("layer_0" … "layer_63"). Each is in one series at most. Where a scope has too
 * many children, also those that are alike without being numbered ("Const ×3812").
 *
 * @param alike Per scope: equal for equal structures, 0 for one like no other; the result has it for the new numbers.
 * @param isRootFolded Whether things in the root may be series: not when those are devices.
 */
export function foldSeries(
  graph: GraphColumns,
  names: Hierarchy,
  alike: Int32Array,
  isRootFolded = true,
): { hierarchy: Hierarchy; structures: Int32Array } {
  const finder = new SeriesFinder(graph, names, alike);
  const seriesByScope = new Map<number, Series[]>();
  for (let scope = isRootFolded ? ROOT : ROOT + 1; scope < names.scopeCount; scope++) {
    const found = finder.find(scope);
    if (found.length > 0) seriesByScope.set(scope, found);
  }
  if (seriesByScope.size === 0) return { hierarchy: names, structures: alike };
  const hierarchy = insertSeries(names, seriesByScope);
  const structures = Int32Array.from(hierarchy.scopePaths, (path, scope) =>
    hierarchy.scopeKinds[scope] === SCOPE_KIND.series ? 0 : (alike[names.scopeByPath.get(path) ?? ROOT] ?? 0),
  );
  return { hierarchy, structures };
}

/** Children directly in a scope, nodes and scopes. */
export function memberCount(hierarchy: Hierarchy, scope: number): number {
  let count = hierarchy.nodeStarts[scope + 1]! - hierarchy.nodeStarts[scope]!;
  for (let child = scope + 1; child < hierarchy.scopeEnds[scope]!; child = hierarchy.scopeEnds[child]!)
    count++;
  return count;
}

class SeriesFinder {
  readonly #graph: GraphColumns;
  readonly #names: Hierarchy;
  readonly #alike: Int32Array;
  /** Names that are taken. */
  readonly #taken = new Set<string>();

  constructor(graph: GraphColumns, names: Hierarchy, alike: Int32Array) {
    this.#graph = graph;
    this.#names = names;
    this.#alike = alike;
  }

  find(scope: number): Series[] {
    const { scopeCount, nodeStarts, nodesInScope } = this.#names;
    const children: Child[] = childScopes(this.#names, scope).filter((child) => this.#alike[child] !== 0);
    for (let at = nodeStarts[scope]!; at < nodeStarts[scope + 1]!; at++) {
      children.push(scopeCount + nodesInScope[at]!);
    }
    if (children.length < MIN_MEMBERS) return [];
    const series = this.#numbered(scope, children);
    const inSeries = new Set(series.flatMap(({ members }) => members));
    const rest = children.filter((child) => !inSeries.has(child));
    if (rest.length > MAX_UNFOLDED_CHILDREN) series.push(...this.#unnumbered(scope, rest));
    return series;
  }

  #numbered(scope: number, children: readonly Child[]): Series[] {
    const groups = new Map<string, Map<number, Child>>();
    for (const child of children) {
      const { prefix, number } = splitNumber(lastPart(this.#path(child)));
      const key = `${this.#likeness(child)} ${prefix}`;
      const group = groups.get(key) ?? new Map<number, Child>();
      groups.set(key, group);
      if (!group.has(number)) group.set(number, child);
    }
    return [...groups.values()].flatMap((byNumber) =>
      consecutive(byNumber).map(({ first, last, members }) => {
        const name = lastPart(this.#path(members.at(-1) ?? 0));
        const stem = name.replace(/\d+$/, '') || '#';
        return { scope, path: this.#freePath(scope, `${stem}[${first}-${last}]`), members };
      }),
    );
  }

  #unnumbered(scope: number, children: readonly Child[]): Series[] {
    const groups = new Map<string, Child[]>();
    for (const child of children) {
      const key = this.#likeness(child);
      const group = groups.get(key) ?? [];
      groups.set(key, group);
      group.push(child);
    }
    return [...groups.values()].flatMap((members) => {
      if (members.length < MIN_GROUPED_MEMBERS) return [];
      const [first = 0] = members;
      const op = this.#op(first);
      const name = op === undefined ? `like ${lastPart(this.#path(first))}` : op || 'no op';
      return [{ scope, path: this.#freePath(scope, `${name} ×${members.length}`), members }];
    });
  }

  /** Equal for children that may be in one series. */
  #likeness(child: Child): string {
    const { scopeCount } = this.#names;
    return child < scopeCount ? `s${this.#alike[child]}` : `n${this.#graph.opIds[child - scopeCount]}`;
  }

  #op(child: Child): string | undefined {
    const node = child - this.#names.scopeCount;
    return node < 0 ? undefined : (this.#graph.ops[this.#graph.opIds[node] ?? 0] ?? '');
  }

  #path(child: Child): string {
    const { scopeCount, scopePaths, nodePaths } = this.#names;
    return (child < scopeCount ? scopePaths[child] : nodePaths[child - scopeCount]) ?? '';
  }

  #freePath(scope: number, name: string): string {
    const { scopePaths, scopeByPath, nodeByPath } = this.#names;
    const parent = scopePaths[scope] ?? '';
    const plain = scope === ROOT ? name : `${parent}/${name}`;
    let path = plain;
    for (let copy = 2; scopeByPath.has(path) || nodeByPath.has(path) || this.#taken.has(path); copy++) {
      path = `${plain} (${copy})`;
    }
    this.#taken.add(path);
    return path;
  }
}

const MAX_DIGITS = 9;

/** A name that ends in a number: "layer_12" is 12 of "layer"; "MatMul", beside "MatMul_1", is 0 of "MatMul". */
function splitNumber(name: string): { prefix: string; number: number } {
  let end = name.length;
  const isDigit = (code: number): boolean => code >= 48 && code <= 57;
  while (end > 0 && name.length - end < MAX_DIGITS && isDigit(name.charCodeAt(end - 1))) end--;
  if (end === name.length) return { prefix: name, number: 0 };
  const number = Number(name.slice(end));
  const last = name.charAt(end - 1);
  return { prefix: name.slice(0, last === '_' || last === '.' ? end - 1 : end), number };
}

/** Runs of numbers without a gap that are long enough. */
function consecutive(
  byNumber: ReadonlyMap<number, Child>,
): { first: number; last: number; members: Child[] }[] {
  if (byNumber.size < MIN_MEMBERS) return [];
  const numbers = [...byNumber.keys()].sort((a, b) => a - b);
  const runs: { first: number; last: number; members: Child[] }[] = [];
  for (let at = 0; at < numbers.length;) {
    const start = at++;
    while (numbers[at] === numbers[at - 1]! + 1) at++;
    if (at - start < MIN_MEMBERS) continue;
    const members = numbers.slice(start, at).map((number) => byNumber.get(number)!);
    runs.push({ first: numbers[start]!, last: numbers[at - 1]!, members });
  }
  return runs;
}

function insertSeries(names: Hierarchy, seriesByScope: ReadonlyMap<number, readonly Series[]>): Hierarchy {
  const { scopeCount } = names;
  const paths: string[] = [];
  const parents: number[] = [];
  const kinds: number[] = [];
  const newNumber = new Int32Array(scopeCount);
  const newParent = Int32Array.from(names.parents);
  const isMember = new Uint8Array(scopeCount);
  const scopeOfNode = new Int32Array(names.scopeOfNode.length).fill(-1);
  for (let scope = 0; scope < scopeCount; scope++) {
    const parent = isMember[scope] === 1 ? newParent[scope]! : newNumber[names.parents[scope]!]!;
    newNumber[scope] = paths.push(names.scopePaths[scope] ?? '') - 1;
    parents.push(parent);
    kinds.push(SCOPE_KIND.names);
    for (const { path, members } of seriesByScope.get(scope) ?? []) {
      const series = paths.push(path) - 1;
      parents.push(newNumber[scope]!);
      kinds.push(SCOPE_KIND.series);
      for (const member of members) {
        if (member >= scopeCount) {
          scopeOfNode[member - scopeCount] = series;
        } else {
          isMember[member] = 1;
          newParent[member] = series;
        }
      }
    }
  }
  for (const [node, series] of scopeOfNode.entries()) {
    if (series < 0) scopeOfNode[node] = newNumber[names.scopeOfNode[node]!]!;
  }
  const { nodePaths, nodeByPath } = names;
  return numberScopes({ paths, parents, kinds: Uint8Array.from(kinds), scopeOfNode, nodePaths, nodeByPath })
    .hierarchy;
}
