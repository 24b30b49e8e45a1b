import { createHash } from 'node:crypto';
import type { GraphColumns } from './graph-columns.ts';

/** A name scope that only has another name. */
export interface RenamedScope {
  readonly from: string;
  readonly to: string;
  /** Nodes inside. */
  readonly nodes: number;
}

/** Nodes of a scope, which come one after the other in the sorted names. */
interface Scope {
  readonly path: string;
  readonly nodes: number[];
}

/**
 * Pairs scopes that only one of two graphs has and that hold the same: equal names below the scope, with equal ops and
 * numbers of inputs. Only outermost ones, and none that could be paired in two ways.
 */
export function findRenamedScopes(before: GraphColumns, after: GraphColumns): RenamedScope[] {
  const old = outermostOwn(before, scopePaths(after));
  const now = outermostOwn(after, scopePaths(before));
  if (old.length === 0 || now.length === 0) return [];
  const byStructure = new Map<string, Scope[]>();
  for (const scope of now) {
    const key = structure(after, scope);
    byStructure.set(key, [...(byStructure.get(key) ?? []), scope]);
  }
  const oldKeys = old.map((scope) => structure(before, scope));
  return old.flatMap((scope, index) => {
    const key = oldKeys[index] ?? '';
    const [match, another] = byStructure.get(key) ?? [];
    const isUnique = another === undefined && oldKeys.filter((one) => one === key).length === 1;
    return match && isUnique ? [{ from: scope.path, to: match.path, nodes: scope.nodes.length }] : [];
  });
}

function scopePaths({ names, mainNodeCount }: GraphColumns): Set<string> {
  const paths = new Set<string>();
  for (let node = 0; node < mainNodeCount; node++) {
    const name = names[node] ?? '';
    for (let slash = name.lastIndexOf('/'); slash > 0; slash = name.lastIndexOf('/', slash - 1)) {
      const path = name.slice(0, slash);
      if (paths.has(path)) break;
      paths.add(path);
    }
  }
  return paths;
}

/** Scopes that the other graph does not have, in ones that it has. */
function outermostOwn({ names, mainNodeCount }: GraphColumns, others: ReadonlySet<string>): Scope[] {
  const scopes = new Map<string, Scope>();
  for (let node = 0; node < mainNodeCount; node++) {
    const name = names[node] ?? '';
    for (let slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
      const path = name.slice(0, slash);
      if (others.has(path)) continue;
      const scope = scopes.get(path) ?? { path, nodes: [] };
      scopes.set(path, scope);
      scope.nodes.push(node);
      break;
    }
  }
  return [...scopes.values()];
}

/** Equal for scopes that hold the same under the same names. */
function structure({ names, ops, opIds, inputStarts }: GraphColumns, { path, nodes }: Scope): string {
  const lines = nodes.map((node) => {
    const inputs = inputStarts[node + 1]! - inputStarts[node]!;
    return `${(names[node] ?? '').slice(path.length)}\n${ops[opIds[node]!] ?? ''}\n${inputs}`;
  });
  return createHash('sha256').update(lines.sort().join('\n\n')).digest('base64');
}
