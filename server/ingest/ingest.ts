import type { LogSource, SourceChange, SourceFile } from '../sources/log-source.ts';
import type { MemoryStore } from '../store/memory-store.ts';
import { RunCache } from '../store/run-cache.ts';
import type { SavedRun } from '../store/saved-run.ts';
import type { DecoderState } from '../decode/decoder-state.ts';
import type { DecodeOptions } from './messages.ts';
import { LoadMeter } from './load-meter.ts';
import { ProblemList, type Problem } from './problem-list.ts';
import { inReadingOrder } from './reading-order.ts';
import { ReadingRate } from './reading-rate.ts';
import { countFiles, type IngestStatus } from './ingest-status.ts';
import { bytesReadOf, newFileState, RunIngest, type FileState } from './run-ingest.ts';
import { restoreRuns, type FoundSnapshots, type IngestCache } from './restore-runs.ts';
import { takeSnapshot, type RunSnapshot } from './run-snapshot.ts';
import { SHAREABLE_BYTES, SharedRead } from './shared-read.ts';
import { SnapshotKeeper } from './snapshot-keeper.ts';
import { WorkerPool, type RunReply } from './worker-pool.ts';

/** A file that could not be read is tried again after this long. */
const RETRY_FAILED_MS = 5000;
/** Runs come into another order at most this often. */
const REORDER_PAUSE_MS = 50;
/** A file that changed within this long may be growing: it is looked at often. */
const GROWING_MS = 15 * 60 * 1000;

/** Joins sources, decoding and store: notices files, has workers read them, and puts what they find into the store. */
export class Ingest {
  readonly #source: LogSource;
  readonly #store: MemoryStore;
  readonly #pool: WorkerPool;
  readonly problems: ProblemList;
  readonly #runs = new Map<string, RunIngest>();
  readonly #runsById = new Map<number, RunIngest>();
  readonly #runOfFile = new Map<string, RunIngest>();
  /** Runs that may have something to read. */
  readonly #dirty = new Set<RunIngest>();
  readonly #failed = new Set<FileState>();
  #sourceProblems = new Set<string>();
  readonly #onLost: (message: string) => void;
  #hasLostPoints = false;
  readonly #cache: IngestCache | undefined;
  readonly #keeper: SnapshotKeeper | undefined;
  /** What the cache folder held, until the logs have been listed. */
  #snapshots: FoundSnapshots | undefined;
  #nextFileId = 1;
  readonly #load = new LoadMeter();
  readonly #rate = new ReadingRate();
  #wanted: () => ReadonlySet<number> = () => NO_RUNS;
  #reordering: NodeJS.Timeout | undefined;
  #hasListed = false;
  #logdirExists = false;
  #newestData = 0;

  constructor(
    source: LogSource,
    store: MemoryStore,
    options: DecodeOptions,
    onProblem: (problem: Problem) => void,
    onError: (error: Error) => void,
    cache?: IngestCache,
  ) {
    this.#source = source;
    this.#store = store;
    this.problems = new ProblemList(onProblem);
    this.#pool = new WorkerPool(
      options,
      (reply) => this.#handle(reply),
      () => this.#rest(),
      onError,
    );
    this.#onLost = cache?.onWarning ?? ((message) => onError(new Error(message)));
    this.#cache = cache;
    if (!cache) return;
    this.#keeper = new SnapshotKeeper(
      cache.folder,
      {
        isReading: () => !this.#hasListed || !this.#pool.isIdle,
        isCurrent: (run) => this.#runsById.get(run.stored.id) === run,
        export: (run) => this.#pool.export(run.stored.id),
        snapshot: (run, exported) => {
          const { problems } = this;
          return takeSnapshot(run, exported, { problems, stored: saved(run), newestData: this.#newestData });
        },
      },
      cache.onWarning,
    );
  }

  /** Resolves after the first look for files; reading goes on. */
  async start(): Promise<void> {
    await this.#readSnapshots();
    await this.#source.start((change) => this.#apply(change));
    this.#hasListed = true;
    if (this.#pool.isIdle) this.#rest();
  }

  /** Says which runs to read before all others: `wanted` gives their ids, and is asked whenever the order is made. */
  readFirst(wanted: () => ReadonlySet<number>): void {
    this.#wanted = wanted;
  }

  /** Puts the runs that wait to be read into order anew, soon: other ones are wanted than before. */
  reorder(): void {
    if (this.#pool.isIdle) return;
    this.#pool.goBehind();
    this.#reordering ??= setTimeout(() => {
      this.#reordering = undefined;
      this.#schedule();
    }, REORDER_PAUSE_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#reordering);
    await this.#source.close();
    await this.#keeper?.close();
    await this.#pool.close();
  }

  status(): IngestStatus {
    const status = countFiles(this.#runs.values());
    const caughtUp = this.#hasListed && this.#pool.isIdle;
    const now = performance.now();
    const secLeft = caughtUp ? undefined : this.#rate.secFor(status.bytesTotal - status.bytesRead, now);
    return {
      ...status,
      bytesPerSec: this.#rate.bytesPerSec(now),
      ...(secLeft !== undefined && { secLeft }),
      caughtUp,
      logdirExists: this.#logdirExists,
      corruptRecords: this.problems.corruptCount,
      problemCount: this.problems.count,
      newestData: this.#newestData,
      ...(this.#load.figures && { load: this.#load.figures }),
    };
  }

  /** Paths of the events files of a run, in the order in which they are read. */
  filesOf(run: string): readonly string[] {
    return [...(this.#runs.get(run)?.files.keys() ?? [])].sort();
  }

  /** Nothing is left to read for now. */
  #rest(): void {
    if (!this.#hasListed) return;
    if (!this.#load.figures) this.#load.end(this.#store.totals().points);
    this.#source.watch();
  }

  /** Seconds since the epoch when a file of each run last changed, by run id. */
  *activity(): Iterable<[number, number]> {
    for (const [id, run] of this.#runsById) yield [id, run.modifiedMs / 1000];
  }

  #apply(change: SourceChange): void {
    this.#logdirExists = change.exists;
    if (change.exists) this.#restoreRuns(change);
    this.#applyProblems(change);
    for (const name of change.goneRuns) this.#removeRun(name);
    for (const name of change.newRuns) this.#runNamed(name);
    for (const path of change.gone) this.#removeFile(path);
    for (const file of change.files) this.#applyFile(file);
    for (const file of this.#failed) {
      if (file.failedAtMs !== undefined && performance.now() - file.failedAtMs < RETRY_FAILED_MS) continue;
      file.failedAtMs = undefined;
      this.#failed.delete(file);
      this.#mayBeDirty(this.#runOfFile.get(file.source.path));
    }
    this.#schedule();
  }

  #applyProblems({ problems }: SourceChange): void {
    const failing = new Set(problems.map(({ path }) => path));
    for (const path of this.#sourceProblems) if (!failing.has(path)) this.problems.forget(path);
    for (const { path, message } of problems) this.problems.addFailure(path, message);
    this.#sourceProblems = failing;
  }

  #applyFile(source: SourceFile): void {
    const run = this.#runNamed(source.run);
    const known = run.files.get(source.path);
    if (source.modifiedMs > Date.now() - GROWING_MS) this.#source.markActive(source.path);
    if (!known) {
      const isEarlier = run.belongsBeforeRead(source.path);
      const file = newFileState(this.#nextFileId++, source);
      run.files.set(source.path, file);
      this.#runOfFile.set(source.path, run);
      this.#mayBeDirty(run);
      if (isEarlier) this.#restart(run);
      return;
    }
    // Whether it is smaller than what was read is for the worker to see: this listing may be older than the reading.
    const isReplaced = known.source.identity !== source.identity;
    known.source = source;
    this.#mayBeDirty(run);
    if (isReplaced) this.#restart(run);
  }

  #removeFile(path: string): void {
    const run = this.#runOfFile.get(path);
    const file = run?.files.get(path);
    this.#runOfFile.delete(path);
    this.problems.forget(path);
    if (!run || !file) return;
    run.files.delete(path);
    this.#failed.delete(file);
    if (file.offset > 0) this.#restart(run);
  }

  #runNamed(name: string): RunIngest {
    const known = this.#runs.get(name);
    if (known) return known;
    const stored = this.#store.addRun(name);
    const run = new RunIngest(stored, this.#cache && new RunCache(this.#cache.folder, stored));
    this.#addRun(run);
    return run;
  }

  #addRun(run: RunIngest): void {
    this.#runs.set(run.stored.name, run);
    this.#runsById.set(run.stored.id, run);
    run.stored.onLostPoints(({ message }) => {
      if (!this.#hasLostPoints)
        this.#onLost(`points kept on the disk are damaged, and read anew: ${message}`);
      this.#hasLostPoints = true;
      // Not at once: whoever asked for the points is still at it.
      setImmediate(() => {
        this.#restart(run);
        this.#schedule();
      });
    });
  }

  async #readSnapshots(): Promise<void> {
    if (!this.#cache) return;
    const startedMs = performance.now();
    this.#snapshots = await this.#cache.folder.readSnapshots();
    if (this.#snapshots.byRun.size > 0) this.#load.begin(startedMs);
  }

  /** Takes over the runs of the cache folder that the logs still agree with; all others are read anew. */
  #restoreRuns({ files }: SourceChange): void {
    const snapshots = this.#snapshots;
    if (!this.#cache || !snapshots) return;
    this.#snapshots = undefined;
    const restored = restoreRuns(this.#cache, this.#store, snapshots, files);
    for (const { run, snapshot } of restored) this.#takeOver(run, snapshot);
  }

  #takeOver(run: RunIngest, snapshot: RunSnapshot): void {
    this.#addRun(run);
    this.#newestData = Math.max(this.#newestData, snapshot.newestData);
    for (const { state, problems } of snapshot.files) {
      this.#runOfFile.set(state.source.path, run);
      this.#nextFileId = Math.max(this.#nextFileId, state.id + 1);
      if (problems) this.problems.restore(state.source.path, problems);
    }
  }

  #removeRun(name: string): void {
    const run = this.#runs.get(name);
    if (!run) return;
    for (const path of run.files.keys()) {
      this.#runOfFile.delete(path);
      this.problems.forget(path);
    }
    this.#drop(run);
  }

  /** Reads a run anew, from nothing: a file of it was replaced, removed, or appeared before one already read. */
  #restart(run: RunIngest): void {
    const { name } = run.stored;
    if (this.#runs.get(name) !== run) return;
    this.#drop(run);
    const fresh = this.#runNamed(name);
    for (const [path, { source }] of run.files) {
      const file = newFileState(this.#nextFileId++, source);
      fresh.files.set(path, file);
      this.#runOfFile.set(path, fresh);
      this.problems.forget(path);
    }
    this.#mayBeDirty(fresh);
  }

  #drop(run: RunIngest): void {
    this.#runs.delete(run.stored.name);
    this.#runsById.delete(run.stored.id);
    this.#dirty.delete(run);
    for (const file of run.files.values()) this.#failed.delete(file);
    this.#pool.forget(run.stored.id);
    run.cache?.remove();
    this.#store.removeRun(run.stored);
  }

  #mayBeDirty(run: RunIngest | undefined): void {
    if (run) this.#dirty.add(run);
  }

  #schedule(): void {
    for (const run of this.#dirty) if (!run.isDirty) this.#dirty.delete(run);
    const dirty = [...this.#dirty];
    if (dirty.length > 0) this.#load.begin();
    this.#pool.setTasks(
      inReadingOrder(dirty, this.#wanted()).map((run) => ({
        run: run.stored.id,
        isLarge: run.isLarge,
        files: () => run.jobs(),
        restoredState: () => run.takeRestoredState(),
      })),
    );
  }

  #handle(reply: RunReply): void {
    const run = this.#runsById.get(reply.run);
    // A run that was dropped or restarted meanwhile.
    if (!run) return;
    if (reply.kind === 'exported') {
      this.#keeper?.exported(run, this.#pool.isHeld(reply.run) ? undefined : reply.exported);
      return;
    }
    this.#keeper?.noteChange(run);
    if (reply.kind === 'done') {
      if (reply.state) this.#share(run, reply.state);
      if (!run.isDirty) return;
      this.#mayBeDirty(run);
      this.#schedule();
      return;
    }
    const { progress, batch } = reply;
    const file = [...run.files.values()].find(({ id }) => id === reply.file);
    if (!file) return;
    const { path } = file.source;
    if (progress.failure === 'replaced') {
      this.#restart(run);
      this.#schedule();
      return;
    }
    if (progress.failure) {
      file.failedAtMs = performance.now();
      this.#failed.add(file);
      this.problems.addFailure(path, progress.failure.message);
    } else {
      const before = bytesReadOf(file);
      run.applyProgress(file, progress);
      this.#noteRead(bytesReadOf(file) - before, progress.records);
    }
    for (const damage of progress.damages) this.problems.addDamage(path, damage);
    if (batch && run.applyBatch(batch, path) > 0) this.#newestData = Date.now() / 1000;
  }

  #noteRead(bytes: number, records: number): void {
    this.#load.add(bytes, records);
    this.#rate.add(bytes, performance.now());
  }

  /** Has the large rest of a file read by all threads, if it has one and they can. */
  #share(run: RunIngest, state: DecoderState): void {
    const file = [...run.files.values()].find(
      ({ offset, sizeAtEnd }) => offset > 0 && sizeAtEnd === undefined,
    );
    if (!file || file.isUnshareable || this.#pool.workerCount < 2 || (state.restart.fileVersion ?? 0) < 2)
      return;
    const { id, offset, source } = file;
    if (source.size - offset < SHAREABLE_BYTES) return;
    const { id: runId } = run.stored;
    const isGone = (): boolean => this.#runsById.get(runId) !== run;
    this.#pool.hold(runId);
    const rest = { file: id, path: source.path, from: offset, until: source.size, state };
    const read: SharedRead = new SharedRead(rest, this.#pool.workerCount * 2, {
      submit: (job, onBatch, onDone) => this.#pool.readPart(job, onBatch, onDone),
      apply: (batches, { state: { tags }, end, damages, records }) => {
        if (isGone()) return read.cancel();
        this.#noteRead(end - file.offset, records);
        file.offset = end;
        file.bytesBefore = undefined;
        for (const damage of damages) this.problems.addDamage(source.path, damage);
        if (run.applyPart(batches, tags, source.path) > 0) this.#newestData = Date.now() / 1000;
      },
      finish: (end, joined) => {
        if (isGone()) return;
        // What does not fit is left for one thread; so is a tail that is not all there.
        file.isUnshareable = true;
        run.useNumbering(joined.tags);
        this.#pool.release(runId, id, end, joined);
        this.#mayBeDirty(run);
        this.#schedule();
      },
    });
  }
}

const NO_RUNS: ReadonlySet<number> = new Set();

function saved({ cache }: RunIngest): SavedRun {
  if (!cache) throw new Error('a run without a cache has no snapshot');
  return cache.save();
}
