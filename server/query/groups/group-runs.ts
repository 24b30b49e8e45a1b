/** A rule that puts runs into groups. */
export type Grouping =
  | { readonly by: 'all' }
  /** By the path above the run's last name, at most the first `depth` names of it; "." at the top. */
  | { readonly by: 'folder'; readonly depth: number }
  /** By what an expression found in the name; a run that it says nothing of is in no group. */
  | { readonly by: 'regex'; readonly keys: ReadonlyMap<string, string> }
  /** A group for each label; a run is in each of its own. */
  | { readonly by: 'label' }
  /** Each run by itself. */
  | { readonly by: 'run' }
  /** Explicit lists of names, by name of the group. */
  | { readonly by: 'lists'; readonly lists: ReadonlyMap<string, readonly string[]> };

/** What of a run is asked for. */
export interface GroupedRun {
  readonly name: string;
  readonly labels: readonly string[];
}

/** Runs by name of their group, in natural order of these names (lists: as given); each group in the order of the runs. */
export function groupRuns<Run extends GroupedRun>(
  runs: readonly Run[],
  grouping: Grouping,
): Map<string, Run[]> {
  const groups = new Map<string, Run[]>();
  const keysOf = keysBy(grouping);
  if (grouping.by === 'lists') for (const name of grouping.lists.keys()) groups.set(name, []);
  for (const run of runs)
    for (const key of keysOf(run)) {
      const group = groups.get(key);
      if (group) group.push(run);
      else groups.set(key, [run]);
    }
  if (grouping.by === 'lists') return groups;
  const { compare } = new Intl.Collator('en', { numeric: true });
  return new Map([...groups].sort(([a], [b]) => compare(a, b)));
}

/** Says in which groups a run is. */
function keysBy(grouping: Grouping): (run: GroupedRun) => readonly string[] {
  switch (grouping.by) {
    case 'all':
      return () => ['all'];
    case 'folder':
      return ({ name }) => [name.split('/').slice(0, -1).slice(0, grouping.depth).join('/') || '.'];
    case 'regex':
      return ({ name }) => {
        const key = grouping.keys.get(name);
        return key === undefined ? [] : [key];
      };
    case 'label':
      return ({ labels }) => labels;
    case 'run':
      return ({ name }) => [name];
    case 'lists': {
      const groupsOf = new Map<string, string[]>();
      for (const [group, names] of grouping.lists)
        for (const name of new Set(names)) groupsOf.set(name, [...(groupsOf.get(name) ?? []), group]);
      return ({ name }) => groupsOf.get(name) ?? [];
    }
  }
}
