import type { FastifyInstance } from 'fastify';
import type { WebSocket } from 'ws';
import { VERSION } from '../base/version.ts';
import type { SeriesStore, StoreChange } from '../store/series-store.ts';
import { LiveConnection } from './connection.ts';
import type { LiveTopicFactory } from './live-topic.ts';

/** How often connections look whether the status has changed. */
const STATUS_PERIOD_MS = 250;
/** A connection that does not answer a ping until the next is dead. */
const PING_PERIOD_MS = 30_000;
const NO_CHANGE: StoreChange = { runs: new Set(), removedRuns: new Set(), series: new Set() };

/** Serves `/api/live`: tells every connection of changes, and ends those that are dead. */
export class LiveServer {
  readonly #connections = new Map<WebSocket, LiveConnection>();
  readonly #answered = new WeakSet<WebSocket>();
  readonly #context;
  readonly #timers: readonly NodeJS.Timeout[];
  readonly #unsubscribe: () => void;

  constructor(
    store: SeriesStore,
    epoch: string,
    factories: readonly LiveTopicFactory[],
    onError: (error: unknown) => void,
    onSubscribe: () => void = () => {},
  ) {
    this.#context = { factories, epoch, serverVersion: VERSION, onError, onSubscribe };
    this.#unsubscribe = store.onChange((change) => this.#notice(change));
    this.#timers = [
      setInterval(() => this.#notice(NO_CHANGE), STATUS_PERIOD_MS),
      setInterval(() => this.#ping(), PING_PERIOD_MS),
    ];
  }

  /** Ids of the runs that somebody looks at. */
  shownRuns(): Set<number> {
    const shown = new Set<number>();
    for (const connection of this.#connections.values()) for (const run of connection.runs()) shown.add(run);
    return shown;
  }

  /** Registers the websocket's route. */
  routes(app: FastifyInstance): void {
    app.get('/api/live', { websocket: true, schema: { hide: true } }, (socket) => this.#accept(socket));
  }

  close(): void {
    this.#unsubscribe();
    for (const timer of this.#timers) clearInterval(timer);
    // Not a closing handshake: that would wait for every client. They come back by themselves when a server is there.
    for (const socket of this.#connections.keys()) socket.terminate();
  }

  #accept(socket: WebSocket): void {
    this.#connections.set(socket, new LiveConnection(socket, this.#context));
    this.#answered.add(socket);
    socket.on('pong', () => this.#answered.add(socket));
    socket.on('close', () => this.#connections.delete(socket));
    socket.on('error', () => socket.terminate());
  }

  #notice(change: StoreChange): void {
    for (const connection of this.#connections.values()) connection.notice(change);
  }

  #ping(): void {
    for (const socket of this.#connections.keys()) {
      if (!this.#answered.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }
}
