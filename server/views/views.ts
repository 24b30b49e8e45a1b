import type { RunWords, SavedView } from '../../proto/api/views.ts';

/** What people said about runs, by name of the run, and their saved views, by name. Never changed: replaced. */
export interface Views {
  readonly runs: ReadonlyMap<string, RunWords>;
  readonly saved: ReadonlyMap<string, SavedView>;
}

export const NO_VIEWS: Views = { runs: new Map(), saved: new Map() };

/** The same views, in which whatever equals what was there before is the same object. */
export function reuseEqual(views: Views, before: Views): Views {
  return { runs: reuse(views.runs, before.runs), saved: reuse(views.saved, before.saved) };
}

function reuse<Value>(
  values: ReadonlyMap<string, Value>,
  before: ReadonlyMap<string, Value>,
): ReadonlyMap<string, Value> {
  const reused = new Map<string, Value>();
  let isSame = values.size === before.size;
  for (const [name, value] of values) {
    const old = before.get(name);
    const isEqual = old !== undefined && JSON.stringify(old) === JSON.stringify(value);
    isSame &&= isEqual;
    reused.set(name, isEqual ? old : value);
  }
  return isSame ? before : reused;
}
