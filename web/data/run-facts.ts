import type { QueriedRun } from '../base/match-run-query.ts';
import type { RunState, Statistic } from '../base/run-query.ts';
import { computeActivity } from './run-activity.ts';
import type * as contract from './types.ts';

/** Where what is known of runs comes from. */
export interface FactSources {
  readonly status: Pick<contract.Status, 'nowSec' | 'lastGrowthSec'>;
  readonly values: Pick<contract.RunValues, 'of'>;
}

/**
 * What a query can ask about a run: see QueriedRun. Looked up when it is asked for.
 *
 * @param isDrawn whether a run is drawn; a rule that says what is drawn knows nothing of it
 */
export function buildFacts(
  { id, name, startTime }: contract.RunInfo,
  { status, values }: FactSources,
  isDrawn: (id: number) => boolean = () => false,
): QueriedRun {
  const nowSec = status.nowSec ?? 0;
  return {
    name,
    alias: '',
    note: '',
    labels: [],
    get updatedAgeSec(): number | undefined {
      return computeActivity(status.lastGrowthSec(id), nowSec).ageSec;
    },
    startedAgeSec: startTime > 0 ? nowSec - startTime : undefined,
    is(state: RunState): boolean {
      if (state === 'drawn') return isDrawn(id);
      if (state === 'archived') return false;
      const { state: activity } = computeActivity(status.lastGrowthSec(id), nowSec);
      return activity === (state === 'finished' ? 'done' : state);
    },
    valueOf: (tag: string, statistic: Statistic) => values.of(name, tag, statistic),
  };
}
