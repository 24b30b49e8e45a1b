import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { FileJob, WorkerOptions, WorkerReply, WorkerRequest } from './messages.ts';

const MAX_WORKERS = 8;
/** Requests that a worker has waiting, so that it never idles between two small files. */
const WAITING_PER_WORKER = 4;

/** A run that has something to read; asked for its files only when a worker is free. */
export interface PoolTask {
  readonly run: number;
  /** What is to be read now; empty when that is nothing any more. */
  files(): readonly FileJob[];
}

interface PooledWorker {
  readonly thread: Worker;
  readonly runs: Set<number>;
  waiting: number;
}

/**
 * Worker threads that read and decode. A run always goes to the same worker, which holds its decoder, so that the
 * order of its points holds.
 */
export class WorkerPool {
  readonly #workers: PooledWorker[];
  readonly #homes = new Map<number, PooledWorker>();
  readonly #onReply: (reply: WorkerReply) => void;
  /** Tasks in order of urgency, and the runs that are being read. */
  #tasks: PoolTask[] = [];
  readonly #busyRuns = new Set<number>();

  constructor(
    options: WorkerOptions,
    onReply: (reply: WorkerReply) => void,
    onError: (error: Error) => void,
  ) {
    this.#onReply = onReply;
    const count = Math.min(MAX_WORKERS, availableParallelism());
    this.#workers = Array.from({ length: count }, () => {
      const thread = new Worker(new URL('./worker.js', import.meta.url), { workerData: options });
      const worker: PooledWorker = { thread, runs: new Set(), waiting: 0 };
      thread.on('message', (reply: WorkerReply) => this.#handle(worker, reply));
      thread.on('error', onError);
      return worker;
    });
  }

  /** Whether nothing is being read or waits to be. */
  get isIdle(): boolean {
    return this.#tasks.length === 0 && this.#busyRuns.size === 0;
  }

  /** Replaces the tasks that wait, most urgent first. */
  setTasks(tasks: readonly PoolTask[]): void {
    this.#tasks = [...tasks];
    this.#dispatch();
  }

  /** Makes the run's worker forget it; the next request for it starts anew. */
  forget(run: number): void {
    const home = this.#homes.get(run);
    if (!home) return;
    home.runs.delete(run);
    this.#homes.delete(run);
    home.thread.postMessage({ kind: 'forget', run } satisfies WorkerRequest);
  }

  async close(): Promise<void> {
    this.#tasks = [];
    await Promise.all(this.#workers.map(({ thread }) => thread.terminate()));
  }

  #handle(worker: PooledWorker, reply: WorkerReply): void {
    if (reply.kind === 'done') {
      worker.waiting--;
      this.#busyRuns.delete(reply.run);
    }
    this.#onReply(reply);
    if (reply.kind === 'done') this.#dispatch();
  }

  #dispatch(): void {
    const left: PoolTask[] = [];
    for (const [index, task] of this.#tasks.entries()) {
      if (this.#workers.every(({ waiting }) => waiting >= WAITING_PER_WORKER)) {
        left.push(...this.#tasks.slice(index));
        break;
      }
      const worker = this.#busyRuns.has(task.run) ? undefined : this.#workerFor(task.run);
      if (!worker || worker.waiting >= WAITING_PER_WORKER) {
        left.push(task);
        continue;
      }
      const files = task.files();
      if (files.length === 0) continue;
      worker.runs.add(task.run);
      this.#homes.set(task.run, worker);
      this.#busyRuns.add(task.run);
      worker.waiting++;
      worker.thread.postMessage({ kind: 'read', run: task.run, files } satisfies WorkerRequest);
    }
    this.#tasks = left;
  }

  /** The run's worker; for a new run the one with the least to do. */
  #workerFor(run: number): PooledWorker | undefined {
    const home = this.#homes.get(run);
    if (home) return home;
    return this.#workers.reduce((best, worker) =>
      (worker.waiting - best.waiting || worker.runs.size - best.runs.size) < 0 ? worker : best,
    );
  }
}
