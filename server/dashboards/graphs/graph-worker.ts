import { Worker } from 'node:worker_threads';
import { AppError, type ErrorCode } from '../../base/errors.ts';
import type { GraphPayload } from './source/decode-graph.ts';
import type { GraphAnswers, GraphQuery } from './query/graph-query.ts';

/** Time that an answer may take before the thread is stopped. */
const SEARCH_TIMEOUT_MS = 3_000;
const TIMEOUT_MS = 60_000;

/** Heap of the thread: a graph that needs more is refused instead of taking the server with it. */
const HEAP_MB = 2048;

/** What a graph is made of. */
export interface GraphSources {
  readonly graph: GraphPayload;
  /** A graph that it is compared with. */
  readonly before?: GraphPayload | undefined;
  readonly isByDevice: boolean;
}

/** A graph to ask about; equal keys must mean equal graphs. It is read when it is not known yet. */
export interface GraphSpec {
  readonly key: string;
  load(): Promise<GraphSources>;
  readonly profile?: ProfileSpec | undefined;
}

/** Run metadata to lay over it, and the devices in it that count, see `readRunStats`. */
export interface ProfileSpec {
  readonly key: string;
  load(): Promise<Omit<GraphPayload, 'kind'>>;
  readonly counted: readonly string[] | undefined;
}

/** To the thread: something to keep, or a query. */
export type GraphRequest =
  | { readonly kind: 'graph'; readonly key: string; readonly sources: GraphSources }
  | { readonly kind: 'upload'; readonly key: string; readonly bytes: Uint8Array }
  | {
      readonly kind: 'profile';
      readonly key: string;
      readonly profileKey: string;
      readonly payload: Omit<GraphPayload, 'kind'>;
      readonly counted: readonly string[] | undefined;
    }
  | {
      readonly kind: 'query';
      readonly key: string;
      readonly profileKey: string | undefined;
      readonly query: GraphQuery;
    };

/** From the thread, one for each request. */
export type GraphReply =
  | { readonly kind: 'kept' }
  | { readonly kind: 'answer'; readonly answer: GraphAnswers[GraphQuery['kind']] }
  | { readonly kind: 'unknown-graph' | 'unknown-profile' }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly message: string };

/**
 * Answers queries on graphs in a thread of its own, so that neither a large graph nor a slow regular expression holds
 * up the server. Queries wait for each other; the thread starts with the first one.
 */
export class GraphWorker {
  #worker: Worker | undefined;
  #queue: Promise<unknown> = Promise.resolve();

  /**
   * Throws what the spec's loading throws and what the query does; GRAPH_INVALID for a graph that takes too much time or
   * memory.
   */
  ask<K extends GraphQuery['kind']>(
    spec: GraphSpec,
    query: Extract<GraphQuery, { kind: K }>,
  ): Promise<GraphAnswers[K]> {
    return this.#enqueue(async () => {
      const { key, profile } = spec;
      const request: GraphRequest = { kind: 'query', key, profileKey: profile?.key, query };
      let reply = await this.#send(request);
      if (reply.kind === 'unknown-graph') {
        const kept = await this.#send({ kind: 'graph', key, sources: await spec.load() });
        if (kept.kind !== 'kept') return kept;
        reply = await this.#send(request);
      }
      if (reply.kind === 'unknown-profile' && profile) {
        const payload = await profile.load();
        const { key: profileKey, counted } = profile;
        const kept = await this.#send({ kind: 'profile', key, profileKey, payload, counted });
        if (kept.kind !== 'kept') return kept;
        reply = await this.#send(request);
      }
      return reply;
    }).then((reply) => {
      if (reply.kind !== 'answer') throw failure(reply);
      return reply.answer as GraphAnswers[K];
    });
  }

  /** Keeps an uploaded graph under a key, for as long as there is room. Throws GRAPH_INVALID. */
  async upload(key: string, bytes: Uint8Array): Promise<void> {
    const reply = await this.#enqueue(() => this.#send({ kind: 'upload', key, bytes }));
    if (reply.kind !== 'kept') throw failure(reply);
  }

  /** Stops the thread. */
  async close(): Promise<void> {
    await this.#worker?.terminate();
  }

  /** One after the other. */
  #enqueue(work: () => Promise<GraphReply>): Promise<GraphReply> {
    const reply = this.#queue.then(work);
    this.#queue = reply.catch(() => undefined);
    return reply;
  }

  #send(request: GraphRequest): Promise<GraphReply> {
    const worker = this.#worker ?? this.#start();
    const isSearch = request.kind === 'query' && request.query.kind === 'search';
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
      worker.postMessage(...withTransfer(request));
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

/** Payloads above the size that a reader keeps in its cache were read for the caller alone. */
const MAX_SHARED_BYTES = 64 * 2 ** 20;

/**
 * A request with the buffers that move to the thread: copies, or a graph's bytes themselves where nobody else has them. A
 * message without them would be held three times for a moment.
 */
function withTransfer(request: GraphRequest): [GraphRequest, ArrayBuffer[]] {
  if (request.kind !== 'graph') return [request, []];
  const moved: ArrayBuffer[] = [];
  const toMove = (payload: GraphPayload): GraphPayload => {
    const bytes = payload.bytes.length > MAX_SHARED_BYTES ? payload.bytes : Uint8Array.from(payload.bytes);
    moved.push(bytes.buffer as ArrayBuffer);
    return { ...payload, bytes };
  };
  const { graph, before, isByDevice } = request.sources;
  const sources = { graph: toMove(graph), before: before && toMove(before), isByDevice };
  return [{ ...request, sources }, moved];
}

function failure(reply: GraphReply): Error {
  return reply.kind === 'error'
    ? new AppError(reply.code, reply.message)
    : new Error('the graph thread lost a graph');
}
