import type { GraphSearch } from '../../../../proto/api/graphs.ts';
import { AppError } from '../../../base/errors.ts';
import type { GraphModel } from '../model/graph-model.ts';

/** As many matches as are listed. */
const MAX_MATCHES = 50;

/**
 * Nodes and scopes whose path or op holds every word of the query, or, after "re:", matches a regular expression;
 * case does not matter. Scopes come before nodes, shallow ones before deep ones.
 * Throws REQUEST_INVALID for a regular expression that is none. An expression may take any time on some names: the
 * caller must be able to stop it.
 */
export function searchGraph({ columns, hierarchy }: GraphModel, query: string): GraphSearch {
  const matches = matcher(query);
  const found: { path: string; op?: string; depth: number }[] = [];
  for (const path of hierarchy.scopePaths) {
    if (path !== '' && matches(path)) found.push({ path, depth: depthOf(path) });
  }
  for (const [node, path] of hierarchy.nodePaths.entries()) {
    const op = columns.ops[columns.opIds[node] ?? 0] ?? '';
    if (matches(`${path} ${op}`)) found.push({ path, depth: depthOf(path), ...(op === '' ? {} : { op }) });
  }
  found.sort((a, b) => a.depth - b.depth || Number('op' in a) - Number('op' in b));
  return {
    matches: found.slice(0, MAX_MATCHES).map(({ path, op }) => (op === undefined ? { path } : { path, op })),
    total: found.length,
  };
}

function matcher(query: string): (text: string) => boolean {
  if (query.startsWith('re:')) {
    const expression = compile(query.slice(3).trim());
    return (text) => expression.test(text);
  }
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return (text) => {
    const lower = text.toLowerCase();
    return words.length > 0 && words.every((word) => lower.includes(word));
  };
}

function compile(source: string): RegExp {
  try {
    return new RegExp(source, 'iu');
  } catch (error) {
    throw new AppError('REQUEST_INVALID', (error as Error).message);
  }
}

function depthOf(path: string): number {
  let depth = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) depth++;
  return depth;
}
