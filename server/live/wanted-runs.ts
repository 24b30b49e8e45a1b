import type { SeriesStore } from '../store/series-store.ts';

/** A run that was asked for counts as looked at for this long. */
const ASKED_FOR_MS = 30_000;

/** The runs that somebody looks at: those that live subscriptions show, and those lately asked for by HTTP. */
export class WantedRuns {
  readonly #store: SeriesStore;
  readonly #shown: () => Set<number>;
  readonly #now: () => number;
  /** When each run was asked for last, by name: it may be read anew under another id. */
  readonly #askedMs = new Map<string, number>();

  constructor(store: SeriesStore, shown: () => Set<number>, now = () => performance.now()) {
    this.#store = store;
    this.#shown = shown;
    this.#now = now;
  }

  /** Takes note that a request is about a run. Returns whether it was not wanted so before. */
  ask(name: string): boolean {
    if (!this.#store.runByName(name)) return false;
    const isNew = !this.#askedMs.has(name);
    this.#askedMs.set(name, this.#now());
    return isNew;
  }

  /** Their ids. */
  ids(): ReadonlySet<number> {
    const ids = this.#shown();
    for (const [name, askedMs] of this.#askedMs) {
      const run = this.#store.runByName(name);
      if (!run || this.#now() - askedMs > ASKED_FOR_MS) this.#askedMs.delete(name);
      else ids.add(run.id);
    }
    return ids;
  }
}
