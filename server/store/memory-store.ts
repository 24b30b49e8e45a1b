import { MemoryBudget } from './memory-budget.ts';
import { MetadataTable } from './metadata-table.ts';
import type { Run, Series, SeriesStore, StoreChange } from './series-store.ts';
import { SpillFolder } from './spill-folder.ts';
import { StoredRun, type RunChanges } from './stored-run.ts';

/** The embedded store: everything in the memory of this process. */
export class MemoryStore implements SeriesStore {
  readonly #runs = new Map<number, StoredRun>();
  readonly #runsByName = new Map<string, StoredRun>();
  readonly #listeners = new Set<(change: StoreChange) => void>();
  #ordered: readonly Run[] | undefined;
  #nextId = 1;
  #seriesCount = 0;
  #pointCount = 0;
  #changedSeries = new Set<Series>();
  #changedRuns = new Set<Run>();
  #removedRuns = new Set<number>();
  #isNoticeDue = false;
  readonly #budget: MemoryBudget;
  readonly #spill: SpillFolder;

  /** `budget` bounds what scalars take up; what it has no room for goes to `spill` where a run has no file of its own. */
  constructor(budget = new MemoryBudget(Infinity), spill = new SpillFolder()) {
    this.#budget = budget;
    this.#spill = spill;
  }

  runs(): readonly Run[] {
    this.#ordered ??= [...this.#runs.values()].sort(byStartTimeAndName);
    return this.#ordered;
  }

  runByName(name: string): Run | undefined {
    return this.#runsByName.get(name);
  }

  runById(id: number): Run | undefined {
    return this.#runs.get(id);
  }

  totals(): { runs: number; series: number; points: number } {
    return { runs: this.#runs.size, series: this.#seriesCount, points: this.#pointCount };
  }

  onChange(listener: (change: StoreChange) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Adds a run under a name that is not taken. */
  addRun(name: string): StoredRun {
    const run = new StoredRun(this.#nextId++, name, this.#changes, this.#budget);
    run.keepChunksIn(() => this.#spill.createFile(run.id));
    this.#runs.set(run.id, run);
    this.#runsByName.set(name, run);
    this.#noteRun(run);
    return run;
  }

  /** Forgets a run and all its series. */
  removeRun(run: StoredRun): void {
    this.#runs.delete(run.id);
    if (this.#runsByName.get(run.name) === run) this.#runsByName.delete(run.name);
    const { held } = run;
    if (held) {
      this.#seriesCount -= held.arrival.definitions.length;
      this.#pointCount -= held.points;
    }
    // Not looked at while something is held: nothing is made only to be thrown away.
    run.release();
    this.#seriesCount -= run.series.size;
    for (const series of run.series.values()) {
      this.#pointCount -= series.length;
      this.#changedSeries.delete(series);
    }
    this.#spill.removeFile(run.id);
    this.#changedRuns.delete(run);
    this.#removedRuns.add(run.id);
    this.#ordered = undefined;
    this.#notify();
  }

  readonly #changes: RunChanges = {
    metadata: new MetadataTable(),
    run: (run) => this.#noteRun(run),
    addedSeries: (run) => {
      this.#seriesCount++;
      this.#noteRun(run);
    },
    held: (run, series, points) => {
      this.#seriesCount += series;
      this.#pointCount += points;
      this.#noteRun(run);
    },
    points: (series, count) => {
      this.#pointCount += count;
      this.#changedSeries.add(series);
      this.#notify();
    },
  };

  #noteRun(run: Run): void {
    if (!this.#runs.has(run.id)) return;
    this.#ordered = undefined;
    this.#changedRuns.add(run);
    this.#notify();
  }

  /** All changes of one turn of the event loop make one notice. */
  #notify(): void {
    if (this.#isNoticeDue) return;
    this.#isNoticeDue = true;
    setImmediate(() => {
      const change = { runs: this.#changedRuns, removedRuns: this.#removedRuns, series: this.#changedSeries };
      this.#isNoticeDue = false;
      this.#changedRuns = new Set();
      this.#removedRuns = new Set();
      this.#changedSeries = new Set();
      for (const listener of this.#listeners) listener(change);
    });
  }
}

function byStartTimeAndName(a: Run, b: Run): number {
  const first = startOf(a);
  const second = startOf(b);
  if (first !== second) return first < second ? -1 : 1;
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}

/** Unknown starts, and those that are no number, come last. */
function startOf({ startTime = Infinity }: Run): number {
  return Number.isNaN(startTime) ? Infinity : startTime;
}
