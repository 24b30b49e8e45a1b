import type { ScalarSeries } from '../../../store/series-store.ts';
import { groupSeries, type GroupSources } from '../groups/find-members.ts';
import type { GroupingRequest } from '../groups/read-grouping.ts';
import { selectSomeSeries, type Selection } from '../select-series.ts';

/** What decides which series a file holds, and in which groups. */
export type RowSelection = Selection & GroupingRequest;

/** The series to write, and, when groups are asked for, the group of each. */
export interface SelectedRows {
  readonly series: readonly ScalarSeries[];
  readonly groups?: readonly string[];
}

/**
 * Finds the series to write to a file; with groups they come group by group, those of no group last.
 *
 * @throws AppError as `selectSomeSeries` and `groupSeries` do
 */
export function selectRows(sources: GroupSources, selection: RowSelection): SelectedRows {
  if (selection.group_by === undefined) return { series: selectSomeSeries(sources.store, selection) };
  const { groups, rest } = groupSeries(sources, selection, selection);
  const all = [...groups, ['', rest] as const];
  return {
    series: all.flatMap(([, series]) => series),
    groups: all.flatMap(([group, series]) => series.map(() => group)),
  };
}
