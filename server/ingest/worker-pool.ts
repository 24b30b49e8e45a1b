import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DecoderState } from '../decode/decoder-state.ts';
import type { RunBatch } from '../decode/run-decoder.ts';
import { compileKernel } from '../decode/kernel.ts';
import { DefinitionReceiver } from './definition-lists.ts';
import type {
  DecodeOptions,
  FileJob,
  PartJob,
  PartResult,
  SentBatch,
  WorkerOptions,
  WorkerReply,
  WorkerRequest,
} from './messages.ts';
import { Turns } from './turns.ts';

const MAX_WORKERS = 8;
/** Requests that a worker has waiting, so that it never idles between two small files. */
const WAITING_PER_WORKER = 32;
/** Requests in one message: their replies come together. */
const REQUESTS_PER_MESSAGE = 8;
/** Large requests that a worker has waiting, and parts of large files: fewer, so that a small run need not wait long. */
const WAITING_LARGE = 4;
const WAITING_PARTS = 2;

/** What a worker makes is handed over or soon forgotten: V8 would let three times 16 MiB of it wait in each. */
const LIMITS = { maxYoungGenerationSizeMb: 6 };

/** A run that has something to read; asked for its files only when a worker is free. */
export interface PoolTask {
  readonly run: number;
  /** Takes its worker long. */
  readonly isLarge: boolean;
  /** What is to be read now; empty when that is nothing any more. */
  files(): readonly FileJob[];
  /** What the decoder of an earlier server knew of the run; asked for when a worker gets the run for the first time. */
  restoredState(): DecoderState | undefined;
}

/** A part of a large file that waits or is being read. */
interface PoolPart {
  readonly job: PartJob;
  readonly onBatch: (batch: RunBatch) => void;
  readonly onDone: (result: PartResult | undefined) => void;
}

/** What a worker says of whole runs. */
export type RunReply =
  Exclude<OfRun, OfBatch> | (Omit<OfBatch, 'batch'> & { readonly batch: RunBatch | undefined });
type OfRun = Extract<WorkerReply, { readonly run: number }>;
type OfBatch = Extract<WorkerReply, { readonly kind: 'batch' }>;

interface PooledWorker {
  readonly thread: Worker;
  readonly runs: Set<number>;
  waiting: number;
  /** Requests to send in the next message. */
  readonly outbox: WorkerRequest[];
  readonly definitions: DefinitionReceiver;
}

/**
 * Worker threads that read and decode. A run always goes to the same worker, which holds its decoder, so that the
 * order of its points holds.
 */
export class WorkerPool {
  readonly #workers: PooledWorker[];
  readonly #homes = new Map<number, PooledWorker>();
  readonly #onReply: (reply: RunReply) => void;
  readonly #onIdle: () => void;
  /** Tasks in order of urgency, and the runs that are being read. */
  #tasks: PoolTask[] = [];
  readonly #busyRuns = new Set<number>();
  /** Runs of which other workers than their own read parts. */
  readonly #heldRuns = new Set<number>();
  #waitingParts: { readonly id: number; readonly part: PoolPart }[] = [];
  readonly #parts = new Map<number, PoolPart>();
  #nextPartId = 1;
  #isBehind = false;
  readonly #turns = new Turns<{ worker: PooledWorker; replies: readonly WorkerReply[] }>(
    ({ worker, replies }) => {
      for (const reply of replies) this.#handle(worker, reply);
    },
    () => this.#dispatch(),
  );

  constructor(
    options: DecodeOptions,
    onReply: (reply: RunReply) => void,
    onIdle: () => void,
    onError: (error: Error) => void,
  ) {
    this.#onReply = onReply;
    this.#onIdle = onIdle;
    const count = Math.min(MAX_WORKERS, availableParallelism());
    const workerData: WorkerOptions = { ...options, kernel: compileKernel() };
    this.#workers = Array.from({ length: count }, () => {
      const thread = new Worker(new URL('./worker.js', import.meta.url), {
        workerData,
        resourceLimits: LIMITS,
      });
      const definitions = new DefinitionReceiver();
      const worker: PooledWorker = { thread, runs: new Set(), waiting: 0, outbox: [], definitions };
      thread.on('message', (replies: readonly WorkerReply[]) => this.#turns.add({ worker, replies }));
      thread.on('error', onError);
      return worker;
    });
  }

  /** Whether nothing is being read or waits to be. */
  get isIdle(): boolean {
    return this.#tasks.length === 0 && this.#busyRuns.size === 0 && this.#parts.size === 0;
  }

  /** Replaces the tasks that wait, most urgent first. */
  setTasks(tasks: readonly PoolTask[]): void {
    this.#tasks = [...tasks];
    this.#dispatch();
  }

  /** Lets the thread that answers requests go before the workers, from now on. */
  goBehind(): void {
    if (this.#isBehind) return;
    this.#isBehind = true;
    for (const worker of this.#workers) post(worker, [{ kind: 'goBehind' }]);
  }

  get workerCount(): number {
    return this.#workers.length;
  }

  /** Has part of a file read by whichever worker is free. */
  readPart(job: PartJob, onBatch: PoolPart['onBatch'], onDone: PoolPart['onDone']): void {
    const part = { job, onBatch, onDone };
    const id = this.#nextPartId++;
    this.#parts.set(id, part);
    this.#waitingParts.push({ id, part });
    this.#dispatch();
  }

  /** Whether parts of the run are being read by others than its own worker. */
  isHeld(run: number): boolean {
    return this.#heldRuns.has(run);
  }

  /** Keeps a run from being read, while parts of it are. */
  hold(run: number): void {
    this.#heldRuns.add(run);
    this.#busyRuns.add(run);
  }

  /** Lets a run's own worker go on with it where others left off. */
  release(run: number, file: number, offset: number, state: DecoderState): void {
    const home = this.#homes.get(run);
    if (home) post(home, [{ kind: 'adopt', run, file, offset, state }]);
    this.#busyRuns.delete(run);
    this.#heldRuns.delete(run);
  }

  /** Asks the run's worker what it knows; false when it has none, or others read parts of it. */
  export(run: number): boolean {
    const home = this.#homes.get(run);
    if (!home || this.#heldRuns.has(run)) return false;
    post(home, [{ kind: 'export', run }]);
    return true;
  }

  /** Makes the run's worker forget it; the next request for it starts anew. */
  forget(run: number): void {
    this.#heldRuns.delete(run);
    this.#busyRuns.delete(run);
    const home = this.#homes.get(run);
    if (!home) return;
    home.runs.delete(run);
    this.#homes.delete(run);
    post(home, [{ kind: 'forget', run }]);
  }

  async close(): Promise<void> {
    this.#tasks = [];
    await Promise.all(this.#workers.map(({ thread }) => thread.terminate()));
  }

  #handle(worker: PooledWorker, reply: WorkerReply): void {
    switch (reply.kind) {
      case 'batch':
        this.#onReply({ ...reply, batch: received(worker, reply.batch) });
        return;
      case 'exported':
        this.#onReply(reply);
        return;
      case 'partBatch': {
        const batch = received(worker, reply.batch);
        if (batch) this.#parts.get(reply.part)?.onBatch(batch);
        return;
      }
      case 'partDone': {
        const part = this.#parts.get(reply.part);
        worker.waiting--;
        this.#parts.delete(reply.part);
        part?.onDone(reply.result);
        return;
      }
      case 'done':
        worker.waiting--;
        this.#busyRuns.delete(reply.run);
        this.#onReply(reply);
    }
  }

  #dispatchParts(): void {
    for (;;) {
      const worker = this.#leastBusy();
      const next = worker.waiting < WAITING_PARTS ? this.#waitingParts.shift() : undefined;
      if (!next) return;
      worker.waiting++;
      post(worker, [{ kind: 'part', part: next.id, job: next.part.job }]);
    }
  }

  #dispatch(): void {
    this.#dispatchParts();
    const left: PoolTask[] = [];
    for (const [index, task] of this.#tasks.entries()) {
      if (this.#workers.every(({ waiting }) => waiting >= WAITING_PER_WORKER)) {
        left.push(...this.#tasks.slice(index));
        break;
      }
      const worker = this.#busyRuns.has(task.run) ? undefined : this.#workerFor(task.run);
      if (!worker || worker.waiting >= (task.isLarge ? WAITING_LARGE : WAITING_PER_WORKER)) {
        left.push(task);
        continue;
      }
      const files = task.files();
      if (files.length === 0) continue;
      const state = this.#homes.has(task.run) ? undefined : task.restoredState();
      worker.runs.add(task.run);
      this.#homes.set(task.run, worker);
      this.#busyRuns.add(task.run);
      worker.waiting++;
      worker.outbox.push({ kind: 'read', run: task.run, files, state });
      if (worker.outbox.length === REQUESTS_PER_MESSAGE) post(worker, worker.outbox.splice(0));
    }
    this.#tasks = left;
    for (const worker of this.#workers) if (worker.outbox.length > 0) post(worker, worker.outbox.splice(0));
    if (this.isIdle) this.#onIdle();
  }

  /** The run's worker; for a new run the one with the least to do. */
  #workerFor(run: number): PooledWorker {
    return this.#homes.get(run) ?? this.#leastBusy();
  }

  #leastBusy(): PooledWorker {
    return this.#workers.reduce((best, worker) =>
      (worker.waiting - best.waiting || worker.runs.size - best.runs.size) < 0 ? worker : best,
    );
  }
}

function received(worker: PooledWorker, batch: SentBatch | undefined): RunBatch | undefined {
  return batch && { ...batch, definitions: worker.definitions.receive(batch.definitions) };
}

function post({ thread }: PooledWorker, requests: readonly WorkerRequest[]): void {
  thread.postMessage(requests);
}
