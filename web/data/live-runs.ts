import type { StatusUpdate } from './types.ts';

/** A run whose files have grown within this time counts as live. */
const LIVE_SEC = 60;

/**
 * Ids of the runs that are being written. `nowSec` is the server's clock. Returns `previous` itself when it holds the
 * same runs, so that what depends on it is not drawn again each second.
 */
export function computeLiveRuns(
  status: StatusUpdate | undefined,
  nowSec: number,
  previous: ReadonlySet<number>,
): ReadonlySet<number> {
  const live = new Set<number>();
  for (const { run, lastGrowth } of status?.activity ?? []) {
    if (nowSec - (lastGrowth ?? 0) <= LIVE_SEC) live.add(run ?? 0);
  }
  const isSame = live.size === previous.size && [...live].every((run) => previous.has(run));
  return isSame ? previous : live;
}
