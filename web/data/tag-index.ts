import { compareNaturally } from '../base/natural-order.ts';
import type { RunInfo } from './types.ts';

/** The tags of one plugin and the drawn runs that have them. */
export interface TagIndex {
  /** In catalogue order for each tag that a drawn run has. */
  readonly runsByTag: ReadonlyMap<string, readonly RunInfo[]>;
  /** Tags that only runs have that are not drawn. */
  readonly hiddenTags: ReadonlySet<string>;
}

export function buildTagIndex(
  plugin: string,
  runs: readonly RunInfo[],
  isDrawn: (run: RunInfo) => boolean,
): TagIndex {
  const runsByTag = new Map<string, RunInfo[]>();
  const hiddenTags = new Set<string>();
  for (const run of runs) {
    const isRunDrawn = isDrawn(run);
    for (const tag of run.tagsByPlugin.get(plugin) ?? []) {
      if (!isRunDrawn) {
        hiddenTags.add(tag);
        continue;
      }
      const having = runsByTag.get(tag);
      if (having) having.push(run);
      else runsByTag.set(tag, [run]);
    }
  }
  for (const tag of runsByTag.keys()) hiddenTags.delete(tag);
  return { runsByTag, hiddenTags };
}

/** All tags of a plugin that any of the runs has, in the order of their names. */
export function listTags(plugin: string, runs: readonly RunInfo[]): string[] {
  return [...new Set(runs.flatMap(({ tagsByPlugin }) => tagsByPlugin.get(plugin) ?? []))].sort(
    compareNaturally,
  );
}
