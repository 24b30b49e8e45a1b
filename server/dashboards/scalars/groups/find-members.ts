import { groupRuns, type GroupedRun } from '../../../query/groups/group-runs.ts';
import type { GroupMember } from '../../../query/groups/group-band.ts';
import type { ScalarSeries, SeriesStore } from '../../../store/series-store.ts';
import { selectSeries, type Selection } from '../select-series.ts';
import { readGrouping, type GroupingRequest } from './read-grouping.ts';

/** Says which labels a run has. */
export type LabelsOf = (run: string) => readonly string[];

/** Series of a selection in groups of runs, and what is in none. */
export interface GroupedSeries {
  /** By name of the group; in each the series of its runs, run by run. */
  readonly groups: ReadonlyMap<string, readonly ScalarSeries[]>;
  /** Names of the runs that are in no group. */
  readonly ungrouped: readonly string[];
  /** The series of these. */
  readonly rest: readonly ScalarSeries[];
}

/** Where runs, and words on them, come from. */
export interface GroupSources {
  readonly store: SeriesStore;
  readonly labelsOf: LabelsOf;
}

/** The series of a selection by group. @throws AppError as `selectSeries` and `readGrouping` do */
export function groupSeries(
  { store, labelsOf }: GroupSources,
  selection: Selection,
  request: GroupingRequest,
): GroupedSeries {
  const byRun = new Map<string, ScalarSeries[]>();
  for (const series of selectSeries(store, selection)) {
    const { name } = series.run;
    const known = byRun.get(name);
    if (known) known.push(series);
    else byRun.set(name, [series]);
  }
  const names = [...byRun.keys()];
  const runs = names.map((name): GroupedRun => ({ name, labels: labelsOf(name) }));
  const grouped = groupRuns(runs, readGrouping(request, names));
  const inAny = new Set([...grouped.values()].flat().map(({ name }) => name));
  const ungrouped = names.filter((name) => !inAny.has(name));
  return {
    groups: new Map(
      [...grouped].map(([group, members]) => [group, members.flatMap(({ name }) => byRun.get(name) ?? [])]),
    ),
    ungrouped,
    rest: ungrouped.flatMap((name) => byRun.get(name) ?? []),
  };
}

/** A series as a member of a group; `xTag`: the tag whose values are x, undefined on another axis. */
export function memberOf(series: ScalarSeries, xTag: string | undefined): GroupMember {
  const found = xTag === undefined ? undefined : series.run.series.get(xTag);
  return { series, xSeries: found?.kind === 'scalar' ? found : undefined };
}
