import type { TreeRow } from '../base/run-tree.ts';
import type { RunInfo, RunSelection } from '../data/types.ts';

/** Tells rows apart, also after others have come and gone. */
export function keyOf(row: TreeRow<RunInfo>): string {
  return row.kind === 'run' ? `run ${row.run.id}` : `folder ${row.path}`;
}

/** How many rows further down the row of that index is among others; 0 when it is gone. */
export function findShift(
  before: readonly TreeRow<RunInfo>[],
  rows: readonly TreeRow<RunInfo>[],
  index: number,
): number {
  const row = before[index];
  const key = row && keyOf(row);
  const now = rows.findIndex((candidate) => keyOf(candidate) === key);
  return now < 0 ? 0 : now - index;
}

/** Draws or hides what a row stands for (Space), or draws only that (O). False when the key means neither. */
export function chooseByKey(selection: RunSelection, row: TreeRow<RunInfo>, key: string): boolean {
  if (key !== ' ' && key !== 'o') return false;
  if (row.kind === 'run') {
    if (key === 'o') selection.isolate(row.run);
    else selection.setDrawn(row.run, !selection.isDrawn(row.run));
  } else if (key === 'o') selection.isolateFolder(row.path);
  else selection.setFolder(row.path, !row.runs.every((run) => selection.isDrawn(run)));
  return true;
}
