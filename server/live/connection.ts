import type { WebSocket } from 'ws';
import { runlight } from '../../proto/generated/live.js';
import { PROTOCOL_VERSION } from '../../proto/api/common.ts';
import { AppError } from '../base/errors.ts';
import type { StoreChange } from '../store/series-store.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage, Subscribe } from './live-topic.ts';

const { ClientMessage, ServerMessage: Encoder } = runlight.live;

/** Changes go out at most this often. What has just been asked for goes at once. */
const UPDATE_PAUSE_MS = 25;
/** Above this many unsent bytes a client is slow: nothing is sent until it has caught up. */
const WINDOW_BYTES = 1024 * 1024;
/** After how long a slow client that does not catch up is given up. */
const DRAIN_LIMIT_MS = 30_000;
/** A subscription costs memory on the server; a page needs as many as it has cards on the screen. */
const MAX_SUBSCRIPTIONS = 1000;

/** Websocket close codes (RFC 6455, section 7.4.1). */
const CLOSE_PROTOCOL_ERROR = 1002;
const CLOSE_TRY_AGAIN_LATER = 1013;

/** What every connection of a server shares. */
export interface LiveContext {
  readonly factories: readonly LiveTopicFactory[];
  readonly epoch: string;
  readonly serverVersion: string;
  readonly onError: (error: unknown) => void;
  /** Hears of every new subscription. */
  readonly onSubscribe: () => void;
}

/** One client: its subscriptions, and the loop that sends what is new as fast as the client takes it. */
export class LiveConnection {
  readonly #socket: WebSocket;
  readonly #context: LiveContext;
  readonly #topics = new Map<number, LiveTopic>();
  readonly #due = new Set<number>();
  #hasGreeted = false;
  #isSending = false;
  /** A subscription has come since updates were sent last. */
  #isAsked = false;
  /** Ends the pause between updates. */
  #endPause = (): void => {};
  /** Ends a wait for the client to take what was sent. */
  #endWait = (): void => {};

  constructor(socket: WebSocket, context: LiveContext) {
    this.#socket = socket;
    this.#context = context;
    socket.on('message', (data: Buffer, isBinary: boolean) => this.#receive(data, isBinary));
  }

  /** Looks which subscriptions a change of the store may concern. */
  notice(change: StoreChange): void {
    for (const [id, topic] of this.#topics) if (topic.concerns(change)) this.#due.add(id);
    this.#wake();
  }

  /** Ids of the runs that its subscriptions show; some may come more than once. */
  *runs(): Iterable<number> {
    for (const { runs = [] } of this.#topics.values()) yield* runs;
  }

  #receive(data: Buffer, isBinary: boolean): void {
    let message;
    try {
      if (!isBinary) throw new Error('not binary');
      message = ClientMessage.decode(data);
    } catch {
      this.#socket.close(CLOSE_PROTOCOL_ERROR, 'not a ClientMessage');
      return;
    }
    if (message.hello) this.#greet(message.hello.version ?? 0);
    else if (!this.#hasGreeted) this.#socket.close(CLOSE_PROTOCOL_ERROR, 'the first message must be Hello');
    else if (message.subscribe) this.#subscribe(message.subscribe);
    else if (message.unsubscribe) this.#unsubscribe(message.unsubscribe);
  }

  #greet(version: number): void {
    if (version !== PROTOCOL_VERSION) {
      this.#socket.close(CLOSE_PROTOCOL_ERROR, `protocol version ${PROTOCOL_VERSION} expected`);
      return;
    }
    this.#hasGreeted = true;
    const { epoch, serverVersion } = this.#context;
    this.#send({ welcome: { version: PROTOCOL_VERSION, epoch, serverVersion } });
  }

  #subscribe(subscribe: Subscribe): void {
    const id = subscribe.id ?? 0;
    const replaced = this.#topics.get(subscribe.replaces ?? 0);
    this.#unsubscribe(subscribe.replaces ?? 0);
    const topic = this.#topicFor(id, subscribe, replaced);
    if (id === 0 || !topic || (this.#topics.size >= MAX_SUBSCRIPTIONS && !this.#topics.has(id))) {
      const message = topic ? `at most ${MAX_SUBSCRIPTIONS} subscriptions, ids above 0` : 'unknown topic';
      this.#send({ error: { id, code: 'REQUEST_INVALID', message } });
      return;
    }
    this.#topics.set(id, topic);
    this.#context.onSubscribe();
    this.#due.add(id);
    this.#isAsked = true;
    this.#endPause();
    this.#wake();
  }

  #unsubscribe(id: number): void {
    this.#topics.delete(id);
    this.#due.delete(id);
  }

  #topicFor(id: number, subscribe: Subscribe, replaced: LiveTopic | undefined): LiveTopic | undefined {
    for (const factory of this.#context.factories) {
      const topic = factory(id, subscribe, replaced);
      if (topic) return topic;
    }
    return undefined;
  }

  #wake(): void {
    if (this.#isSending || this.#due.size === 0) return;
    this.#isSending = true;
    void this.#sendDue();
  }

  /** Sends what is due, one subscription after the other, then pauses; ends when nothing is due. */
  async #sendDue(): Promise<void> {
    while (this.#due.size > 0 && this.#socket.readyState === this.#socket.OPEN) {
      this.#isAsked = false;
      for (const id of [...this.#due]) {
        if (!(await this.#hasRoom())) break;
        this.#due.delete(id);
        await this.#sendUpdate(id);
      }
      if (!this.#isAsked) await pause(UPDATE_PAUSE_MS, (end) => (this.#endPause = end));
    }
    this.#isSending = false;
  }

  async #sendUpdate(id: number): Promise<void> {
    const topic = this.#topics.get(id);
    if (!topic) return;
    try {
      const message = await topic.next();
      // It may have been replaced while it read: what it found is for nobody then.
      if (message && this.#topics.get(id) === topic) this.#send(message);
    } catch (error) {
      this.#unsubscribe(id);
      if (error instanceof AppError) this.#send({ error: { id, code: error.code, message: error.message } });
      else {
        this.#context.onError(error);
        this.#send({ error: { id, code: 'INTERNAL', message: 'the server failed; its log says why' } });
      }
    }
  }

  /** Waits until the client has taken most of what was sent. False when it is gone or too slow to wait for. */
  async #hasRoom(): Promise<boolean> {
    const sinceMs = performance.now();
    while (this.#socket.bufferedAmount > WINDOW_BYTES) {
      const leftMs = sinceMs + DRAIN_LIMIT_MS - performance.now();
      if (leftMs <= 0) {
        this.#socket.close(CLOSE_TRY_AGAIN_LATER, 'too slow');
        this.#topics.clear();
        this.#due.clear();
        return false;
      }
      await pause(leftMs, (end) => (this.#endWait = end));
    }
    return this.#socket.readyState === this.#socket.OPEN;
  }

  #send(message: ServerMessage): void {
    if (this.#socket.readyState === this.#socket.OPEN)
      this.#socket.send(Encoder.encode(message).finish(), () => this.#endWait());
  }
}

/** Waits so long, or until what `onBegin` is handed is called. */
function pause(ms: number, onBegin: (end: () => void) => void): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    onBegin(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
