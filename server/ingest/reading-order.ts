/** What of a run decides when it is read. */
export interface OrderedRun {
  readonly stored: { readonly id: number };
  /** Milliseconds since the epoch of the newest change of a file. */
  readonly modifiedMs: number;
}

/** Runs in the order in which to read them: those that somebody looks at, then the newest, which people look at next. */
export function inReadingOrder<Run extends OrderedRun>(
  runs: readonly Run[],
  wanted: ReadonlySet<number>,
): Run[] {
  return runs
    .map((run) => ({ run, isWanted: wanted.has(run.stored.id), modifiedMs: run.modifiedMs }))
    .sort((a, b) => Number(b.isWanted) - Number(a.isWanted) || b.modifiedMs - a.modifiedMs)
    .map(({ run }) => run);
}
