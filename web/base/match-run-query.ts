import { compareNumbers, type RunQuery, type RunState, type Statistic } from './run-query.ts';

/** What a query can ask about a run. */
export interface QueriedRun {
  readonly name: string;
  /** Empty when it has none. */
  readonly alias: string;
  readonly note: string;
  readonly labels: readonly string[];
  is(state: RunState): boolean;
  /** Seconds; undefined when nobody knows. */
  readonly updatedAgeSec: number | undefined;
  readonly startedAgeSec: number | undefined;
  /** Undefined when it has no such tag, or its values are not here yet. */
  valueOf(tag: string, statistic: Statistic): number | undefined;
}

/**
 * Whether a run is what a query asks for. A term about something that the run does not have does not hold, so that its
 * opposite does.
 */
export function matchesQuery(query: RunQuery, run: QueriedRun): boolean {
  switch (query.kind) {
    case 'and':
      return query.parts.every((part) => matchesQuery(part, run));
    case 'or':
      return query.parts.some((part) => matchesQuery(part, run));
    case 'not':
      return !matchesQuery(query.part, run);
    case 'name':
      return query.pattern.test(run.name) || (run.alias !== '' && query.pattern.test(run.alias));
    case 'label':
      return run.labels.some((label) => label.toLowerCase() === query.text);
    case 'note':
      return run.note !== '' && query.pattern.test(run.note);
    case 'state':
      return run.is(query.state);
    case 'updated':
    case 'started': {
      const age = query.kind === 'updated' ? run.updatedAgeSec : run.startedAgeSec;
      return age !== undefined && compareNumbers(age, query.sign, query.sec);
    }
    case 'value': {
      const value = run.valueOf(query.tag, query.statistic);
      return value !== undefined && compareNumbers(value, query.sign, query.value);
    }
  }
}
