import type { RunWords } from '../../proto/api/views.ts';
import type { QueriedRun } from '../base/match-run-query.ts';
import type { RunState, Statistic } from '../base/run-query.ts';
import { computeActivity } from './run-activity.ts';
import type * as contract from './types.ts';

/** Where what is known of runs comes from. */
export interface FactSources {
  readonly status: Pick<contract.Status, 'nowSec' | 'lastGrowthSec'>;
  readonly values: Pick<contract.RunValues, 'of'>;
  readonly views: Pick<contract.Views, 'wordsOf'>;
}

/** What facts are taken from and when: the same for all runs that one query goes through. */
interface Moment extends FactSources {
  readonly nowSec: number;
  readonly isDrawn: (id: number) => boolean;
}

/**
 * Tells what a query can ask about a run, as things are now.
 *
 * @param isDrawn whether a run is drawn; a rule that says what is drawn knows nothing of it
 */
export function readFacts(
  { status, values, views }: FactSources,
  isDrawn: (id: number) => boolean = () => false,
): (run: contract.RunInfo) => QueriedRun {
  const moment = { status, values, views, isDrawn, nowSec: status.nowSec ?? 0 };
  return (run) => new RunFacts(run, moment);
}

/** Looked up when it is asked for: a query goes through thousands of runs at each keystroke. */
class RunFacts implements QueriedRun {
  readonly #run: contract.RunInfo;
  readonly #moment: Moment;

  constructor(run: contract.RunInfo, moment: Moment) {
    this.#run = run;
    this.#moment = moment;
  }

  get name(): string {
    return this.#run.name;
  }

  get alias(): string {
    return this.#words.alias ?? '';
  }

  get note(): string {
    return this.#words.note ?? '';
  }

  get labels(): readonly string[] {
    return this.#words.labels ?? [];
  }

  get updatedAgeSec(): number | undefined {
    const { status, nowSec } = this.#moment;
    return computeActivity(status.lastGrowthSec(this.#run.id), nowSec).ageSec;
  }

  get startedAgeSec(): number | undefined {
    const { startTime } = this.#run;
    return startTime > 0 ? this.#moment.nowSec - startTime : undefined;
  }

  is(state: RunState): boolean {
    const { status, nowSec, isDrawn } = this.#moment;
    if (state === 'drawn') return isDrawn(this.#run.id);
    if (state === 'archived' || state === 'hidden') return this.#words[state] === true;
    const activity = computeActivity(status.lastGrowthSec(this.#run.id), nowSec);
    return activity.state === (state === 'finished' ? 'done' : state);
  }

  get #words(): RunWords {
    return this.#moment.views.wordsOf(this.#run.name);
  }

  valueOf(tag: string, statistic: Statistic): number | undefined {
    return this.#moment.values.of(this.#run.name, tag, statistic);
  }
}
