import { computeActivity } from './run-activity.ts';
import type { RunInfo, Status } from './types.ts';

/**
 * Ids of those runs that are being written. Returns `previous` itself when it holds the same ones, so that what depends
 * on it is not drawn again each second.
 */
export function computeLiveRuns(
  runs: readonly RunInfo[],
  status: Pick<Status, 'nowSec' | 'lastGrowthSec'>,
  previous: ReadonlySet<number>,
): ReadonlySet<number> {
  const nowSec = status.nowSec ?? 0;
  const live = new Set<number>();
  for (const { id } of runs) {
    if (computeActivity(status.lastGrowthSec(id), nowSec).state === 'live') live.add(id);
  }
  const isSame = live.size === previous.size && [...live].every((run) => previous.has(run));
  return isSame ? previous : live;
}
