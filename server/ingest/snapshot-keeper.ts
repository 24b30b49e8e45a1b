import { setTimeout as wait } from 'node:timers/promises';
import type { CacheFolder } from '../store/cache-folder.ts';
import type { ExportedRun } from './messages.ts';
import type { RunIngest } from './run-ingest.ts';
import type { RunSnapshot } from './run-snapshot.ts';

/** Pause between two looks for runs that changed. */
const LOOK_MS = 500;
/** While logs are being read snapshots wait, but no longer than this. */
const PATIENCE_MS = 5000;
/** A run is written again at the earliest after this, and later the larger its snapshot is. */
const PAUSE_MS = 5000;
const PAUSE_MS_PER_BYTE = 1 / 50;
/** Chunks are written for so long at a time, with as long a pause between, so that requests are answered. */
const SLICE_MS = 8;
/** What a worker has not answered by then it will not. */
const ANSWER_MS = 10_000;
/** After an error (a full disk) nothing is written for this long. */
const RETRY_MS = 60_000;
/** At the end what can be written in this time is written. */
const CLOSE_MS = 1500;

/** What the keeper needs of the one who reads. */
export interface SnapshotSource {
  /** Whether logs are being read that someone waits for. */
  isReading(): boolean;
  /** Whether the run is still the one of its name. */
  isCurrent(run: RunIngest): boolean;
  /** Asks for what the run's worker knows: `exported` is to be called with the answer. False when it cannot be asked. */
  export(run: RunIngest): boolean;
  snapshot(run: RunIngest, exported: ExportedRun): RunSnapshot;
}

/** Writes snapshots of runs that changed, one after the other, in the background. */
export class SnapshotKeeper {
  readonly #folder: CacheFolder;
  readonly #source: SnapshotSource;
  readonly #onWarning: (message: string) => void;
  /** Changed runs and when, on the clock of `performance`, each may be written. */
  readonly #dueMs = new Map<RunIngest, number>();
  readonly #pauseMs = new WeakMap<RunIngest, number>();
  #answer: { readonly run: RunIngest; readonly resolve: (bytes: Promise<number>) => void } | undefined;
  #hasWarned = false;
  readonly #closing = new AbortController();
  readonly #work: Promise<void>;

  constructor(folder: CacheFolder, source: SnapshotSource, onWarning: (message: string) => void) {
    this.#folder = folder;
    this.#source = source;
    this.#onWarning = onWarning;
    this.#work = this.#keep();
  }

  /** Says that something of a run changed. */
  noteChange(run: RunIngest): void {
    if (!this.#dueMs.has(run)) this.#dueMs.set(run, performance.now() + (this.#pauseMs.get(run) ?? 0));
  }

  /** The answer to `SnapshotSource.export`: now what is in the store is what the worker knew. */
  exported(run: RunIngest, exported: ExportedRun | undefined): void {
    const answer = this.#answer;
    if (answer?.run !== run) return;
    this.#answer = undefined;
    if (!exported || !this.#source.isCurrent(run)) answer.resolve(Promise.resolve(0));
    else answer.resolve(this.#write(run, exported));
  }

  /** Writes what changed, as far as that takes no time to speak of, and stops. */
  async close(): Promise<void> {
    this.#closing.abort();
    await this.#work;
    const end = performance.now() + CLOSE_MS;
    try {
      for (const run of this.#dueMs.keys()) {
        if (performance.now() > end) return;
        await this.#save(run, end);
      }
    } catch (error) {
      this.#warn(error);
    }
  }

  async #keep(): Promise<void> {
    while (!this.#closing.signal.aborted) {
      await this.#pause(LOOK_MS);
      try {
        for (const [run, dueMs] of this.#dueMs) {
          const now = performance.now();
          if (this.#closing.signal.aborted) return;
          if (now < dueMs || (this.#source.isReading() && now < dueMs + PATIENCE_MS)) continue;
          await this.#save(run, Infinity);
        }
      } catch (error) {
        this.#warn(error);
        await this.#pause(RETRY_MS);
      }
    }
  }

  /** Writes a run, giving up at `endMs`. @throws the system's error when it cannot be written */
  async #save(run: RunIngest, endMs: number): Promise<void> {
    if (!this.#source.isCurrent(run) || !run.cache) {
      this.#dueMs.delete(run);
      return;
    }
    if (!this.#folder.isOurs)
      throw new Error('it is no longer ours: it was deleted, or another server took it');
    while (!run.cache.writeChunks(SLICE_MS)) {
      if (performance.now() > endMs) return;
      await this.#pause(SLICE_MS);
      if (!this.#source.isCurrent(run)) return;
    }
    // What changes from here on is told again.
    this.#dueMs.delete(run);
    const timeLimit = new AbortController();
    const bytes = await Promise.race([
      this.#request(run),
      this.#giveUp(endMs - performance.now(), timeLimit.signal),
    ]);
    timeLimit.abort();
    this.#answer = undefined;
    this.#pauseMs.set(run, PAUSE_MS + bytes * PAUSE_MS_PER_BYTE);
  }

  /** Bytes written; 0 when the worker could not be asked. */
  #request(run: RunIngest): Promise<number> {
    return new Promise((resolve) => {
      this.#answer = { run, resolve };
      if (!this.#source.export(run)) resolve(0);
    });
  }

  async #giveUp(limitMs: number, signal: AbortSignal): Promise<number> {
    await wait(Math.min(ANSWER_MS, Math.max(0, limitMs)), 0, { signal, ref: false }).catch(() => 0);
    return 0;
  }

  /** Not async: the snapshot must be taken before anything else happens. */
  #write(run: RunIngest, exported: ExportedRun): Promise<number> {
    try {
      return this.#folder.write(run.stored.name, this.#source.snapshot(run, exported));
    } catch (error) {
      return Promise.reject(error as Error);
    }
  }

  #warn(error: unknown): void {
    if (this.#hasWarned) return;
    this.#hasWarned = true;
    this.#onWarning(`the cache at ${this.#folder.path} cannot be written: ${(error as Error).message}`);
  }

  async #pause(ms: number): Promise<void> {
    await wait(ms, undefined, { signal: this.#closing.signal, ref: false }).catch(() => undefined);
  }
}
