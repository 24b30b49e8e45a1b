import { compareNaturally } from './natural-order.ts';
import { parsePattern } from './parse-pattern.ts';

/** Runs that are drawn as one. */
export interface RunGroup<Run> {
  readonly name: string;
  readonly runs: readonly Run[];
}

/** What puts runs into groups. */
export type Grouping =
  | { readonly by: 'none' | 'all' | 'folder' | 'label' }
  /** By what the expression captures in the name. */
  | { readonly by: 'pattern'; readonly pattern: RegExp };

/** What grouping asks about a run. */
export interface GroupedRun {
  readonly name: string;
}

const PATTERN_SIGN = 're:';
const SEPARATOR = ' · ';

/** Reads "folder", "re:EXPRESSION" …; what cannot be read does not group. */
export function parseGrouping(text: string): Grouping {
  if (text === 'all' || text === 'folder' || text === 'label') return { by: text };
  const source = text.startsWith(PATTERN_SIGN) ? text.slice(PATTERN_SIGN.length) : '';
  const pattern = source === '' ? undefined : parsePattern(source);
  return pattern instanceof RegExp ? { by: 'pattern', pattern } : { by: 'none' };
}

/**
 * Runs in groups, in natural order of their names: of the folder above their last name ("." at the top), of each of their
 * labels, or of what the groups of an expression capture, joined by " · " (without any: the match). A run of which the rule
 * says nothing is in none. The server groups by the same rule.
 */
export function groupRuns<Run extends GroupedRun>(
  runs: readonly Run[],
  grouping: Grouping,
  labelsOf: (name: string) => readonly string[],
): RunGroup<Run>[] {
  const groups = new Map<string, Run[]>();
  for (const run of grouping.by === 'none' ? [] : runs) {
    for (const key of keysOf(run.name, grouping, labelsOf)) {
      const group = groups.get(key);
      if (group) group.push(run);
      else groups.set(key, [run]);
    }
  }
  return [...groups]
    .map(([name, members]) => ({ name, runs: members }))
    .sort((a, b) => compareNaturally(a.name, b.name));
}

function keysOf(
  name: string,
  grouping: Grouping,
  labelsOf: (name: string) => readonly string[],
): readonly string[] {
  switch (grouping.by) {
    case 'none':
      return [];
    case 'all':
      return ['all'];
    case 'folder':
      return [name.slice(0, Math.max(0, name.lastIndexOf('/'))) || '.'];
    case 'label':
      return labelsOf(name);
    case 'pattern': {
      const found = grouping.pattern.exec(name);
      if (!found) return [];
      const [whole, ...captured] = found;
      return [captured.length > 0 ? captured.map((part) => part ?? '').join(SEPARATOR) : whole];
    }
  }
}
