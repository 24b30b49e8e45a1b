import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../base/errors.ts';
import type { GraphPayload } from './source/decode-graph.ts';
import type { GraphAnswers, GraphQuery } from './query/graph-query.ts';

/** Time that an answer may take before the thread is stopped. */
const SEARCH_TIMEOUT_MS = 3_000;
const TIMEOUT_MS = 60_000;

/** Heap of the thread: a graph that needs more is refused instead of taking the server with it. */
const HEAP_MB = 2048;

/** To the thread: a graph to keep, or a query on one that it has. */
export type GraphRequest =
  | { readonly key: string; readonly payload: GraphPayload }
  | { readonly key: string; readonly query: GraphQuery };

/** From the thread, one for each request. */
export type GraphReply =
  | { readonly kind: 'kept' }
  | { readonly kind: 'answer'; readonly answer: GraphAnswers[GraphQuery['kind']] }
  | { readonly kind: 'unknown-graph' }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly message: string };

/**
 * Answers queries on graphs in a thread of its own, so that neither a large graph nor a slow regular expression holds
 * up the server. Queries wait for each other; the thread starts with the first one.
 */
export class GraphWorker {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * @param key Names the graph; equal keys must mean equal graphs. @param load Reads it when it is not known yet.
   * Throws what `load` throws and what the query does; GRAPH_INVALID for a graph that takes too much time or memory.
   */
  ask<K extends GraphQuery['kind']>(
    key: string,
    load: () => Promise<GraphPayload>,
    query: Extract<GraphQuery, { kind: K }>,
  ): Promise<GraphAnswers[K]> {
    const answer = this.#queue.then(async () => {
      const reply = await this.#send({ key, query });
      if (reply.kind !== 'unknown-graph') return reply;
      const payload = await load();
      // A copy of its own: what is shared with a cache must not move to the thread.
      const kept = await this.#send({ key, payload: { ...payload, bytes: payload.bytes.slice() } });
      return kept.kind === 'kept' ? this.#send({ key, query }) : kept;
    });
    this.#queue = answer.catch(() => undefined);
    return answer.then((reply) => {
      if (reply.kind === 'error') throw new AppError(reply.code, reply.message);
      if (reply.kind !== 'answer') throw new Error('the graph thread lost a graph');
      return reply.answer as GraphAnswers[K];
    });
  }

  /** Stops the thread. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  #send(request: GraphRequest): Promise<GraphReply> {
    const worker = this.#worker ?? this.#start();
    const transfer = 'payload' in request ? [request.payload.bytes.buffer as ArrayBuffer] : [];
    const isSearch = 'query' in request && request.query.kind === 'search';
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => {
          end();
          this.#stop(worker);
          const what = isSearch ? 'The search' : 'The graph';
          reject(
            new AppError(
              isSearch ? 'REQUEST_INVALID' : 'GRAPH_INVALID',
              `${what} took too long and was stopped.`,
            ),
          );
        },
        isSearch ? SEARCH_TIMEOUT_MS : TIMEOUT_MS,
      );
      const onReply = (reply: GraphReply): void => {
        end();
        resolve(reply);
      };
      const onError = (error: Error & { code?: string }): void => {
        end();
        const isTooLarge = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        reject(
          isTooLarge
            ? new AppError('GRAPH_INVALID', `The graph needs more than ${HEAP_MB} MB of memory.`)
            : error,
        );
      };
      const end = (): void => {
        clearTimeout(timer);
        worker.off('message', onReply);
        worker.off('error', onError);
        // An idle thread keeps no process alive.
        worker.unref();
      };
      worker.ref();
      worker.on('message', onReply);
      worker.on('error', onError);
      worker.postMessage(request, transfer);
    });
  }

  #start(): Worker {
    const worker = new Worker(new URL('graph-thread.js', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    // It may fail while nobody waits for an answer.
    worker.on('error', () => this.#stop(worker));
    this.#worker = worker;
    return worker;
  }

  #stop(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
    void worker.terminate();
  }
}
