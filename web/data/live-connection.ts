import { runlight } from '../../proto/generated/live.js';
import { PROTOCOL_VERSION } from '../../proto/api/common.ts';
import { Observable } from '../base/observable.ts';
import type { Catalogue, CatalogueUpdate } from './catalogue.ts';
import { toGroupsTopic, toHistogramsTopic, toScalarsTopic, type Subscribe } from './live-topics.ts';
import type { Status } from './status.ts';
import type { Views, ViewsUpdate } from './views.ts';
import type * as contract from './types.ts';

const { ClientMessage, ServerMessage } = runlight.live;
type ServerMessage = InstanceType<typeof ServerMessage>;
type Welcome = runlight.live.Welcome.$Properties;

/** What is used of a WebSocket; tests give their own. */
export type LiveSocket = EventTarget & Pick<WebSocket, 'binaryType' | 'readyState' | 'send' | 'close'>;

export interface LiveConnectionOptions {
  readonly openSocket: () => LiveSocket;
  readonly catalogue: Catalogue;
  readonly status: Status;
  readonly views: Pick<Views, 'apply'>;
  /** Told the version of the server's package at each connect; undefined when it speaks another protocol. */
  readonly onServerVersion: (version: string | undefined) => void;
}

const FIRST_RETRY_MS = 500;
const LAST_RETRY_MS = 10_000;
/** A socket that has not been welcomed by then hangs in some tunnel: try another one. */
const HANDSHAKE_TIMEOUT_MS = 10_000;
/** The server says something at least every 10 s: a socket that has been silent so long is dead, whatever it says. */
const SILENCE_LIMIT_MS = 30_000;
/** Close code of a server that speaks another version of the protocol. */
const CLOSED_PROTOCOL = 1002;
const SOCKET_OPEN = 1;

/** One subscription. Its id on the wire changes with its topic, so that late updates of the old one are told from those of the new one. */
interface Entry {
  id: number;
  topic: () => Subscribe;
  /** `isLate`: it is about an earlier topic. */
  readonly receive: (message: ServerMessage, isLate: boolean) => void;
  readonly fail: (error: contract.SubscriptionError) => void;
  /** What is subscribed to has been received at least once. */
  hasAnswered?: boolean;
  /** Something came while paused: ask for everything anew when going on. */
  isHeld?: boolean;
  /** Where what is held stays when the topic changes: ids of earlier topics of which updates may be on their way. */
  readonly earlier?: number[];
}

/**
 * The websocket to the server, kept open. The catalogue, the status and people's views are always subscribed and applied;
 * dashboards subscribe to what they show. Changes when `state`, `retryAt` or `isPaused` has changed.
 */
export class LiveConnection extends Observable implements contract.LiveConnection {
  readonly #options: LiveConnectionOptions;
  readonly #entries = new Map<number, Entry>();
  /** Catalogue, status and views: subscribed before everything else. */
  readonly #base: readonly Entry[];
  #socket: LiveSocket | undefined;
  /** Ends the listeners of the present socket. */
  #listening = new AbortController();
  #state: contract.LiveConnection['state'] = 'connecting';
  #lostAt: number | undefined;
  #retryAt: number | undefined;
  #retryDelayMs = FIRST_RETRY_MS;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #epoch: string | undefined;
  #isPaused = false;
  /** Data subscriptions have been sent on the present socket. */
  #isServing = false;
  #lastId = 0;

  constructor(options: LiveConnectionOptions) {
    super();
    this.#options = options;
    const { catalogue, status, views } = options;
    this.#base = [
      this.#add({
        topic: () => ({ catalogue: catalogue.position }),
        receive: ({ catalogue: update }) => {
          if (!update) return;
          catalogue.apply(update as CatalogueUpdate);
          this.#serve();
        },
        fail: () => {},
      }),
      this.#add({
        topic: () => ({ status: {} }),
        receive: ({ status: update }) => {
          if (update) status.apply(update as contract.StatusUpdate);
        },
        fail: () => {},
      }),
      this.#add({
        topic: () => ({ views: {} }),
        receive: ({ views: update }) => {
          if (update) views.apply(update as ViewsUpdate);
        },
        fail: () => {},
      }),
    ];
  }

  get state(): contract.LiveConnection['state'] {
    return this.#state;
  }

  get lostAt(): number | undefined {
    return this.#lostAt;
  }

  get retryAt(): number | undefined {
    return this.#retryAt;
  }

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Going on asks for everything that has come in the meantime; nothing is kept of it until then. */
  set isPaused(isPaused: boolean) {
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    if (!isPaused) {
      for (const entry of this.#entries.values()) {
        if (!entry.isHeld) continue;
        entry.isHeld = false;
        if (this.#isServing) this.#sendSubscribe(entry);
      }
    }
    this.changed();
  }

  /** Opens the first socket. */
  start(): void {
    this.#connect();
  }

  retryNow(): void {
    if (this.#state === 'lost' && this.#retryAt !== undefined) this.#connect();
  }

  subscribeScalars(
    topic: contract.ScalarsTopic,
    onUpdate: (update: contract.ScalarsUpdate, isLate: boolean) => void,
    onError: (error: contract.SubscriptionError) => void = () => {},
  ): contract.LiveSubscription<contract.ScalarsTopic> {
    const receive: Entry['receive'] = ({ scalars }, isLate) => {
      if (scalars) onUpdate(scalars as contract.ScalarsUpdate, isLate);
    };
    return this.#subscribe(topic, toScalarsTopic, { receive, fail: onError, earlier: [] });
  }

  subscribeHistograms(
    topic: contract.HistogramsTopic,
    onUpdate: (update: contract.HistogramsUpdate) => void,
    onError: (error: contract.SubscriptionError) => void = () => {},
  ): contract.LiveSubscription<contract.HistogramsTopic> {
    const receive = ({ histograms }: ServerMessage): void => {
      if (histograms) onUpdate(histograms as contract.HistogramsUpdate);
    };
    return this.#subscribe(topic, toHistogramsTopic, { receive, fail: onError });
  }

  subscribeGroups(
    topic: contract.GroupsTopic,
    onUpdate: (update: contract.GroupsUpdate) => void,
    onError: (error: contract.SubscriptionError) => void = () => {},
  ): contract.LiveSubscription<contract.GroupsTopic> {
    const receive = ({ scalarGroups }: ServerMessage): void => {
      if (scalarGroups) onUpdate(scalarGroups as contract.GroupsUpdate);
    };
    return this.#subscribe(topic, toGroupsTopic, { receive, fail: onError });
  }

  #subscribe<Topic>(
    topic: Topic,
    toWire: (topic: Topic) => Subscribe,
    ends: Pick<Entry, 'receive' | 'fail' | 'earlier'>,
  ): contract.LiveSubscription<Topic> {
    const entry = this.#add({ topic: () => toWire(topic), ...ends });
    if (this.#isServing) this.#sendSubscribe(entry);
    return {
      update: (next) => {
        // What was held back while paused is not here, so nothing can build on it.
        const replaces = entry.earlier && this.#isServing && !entry.isHeld ? entry.id : 0;
        if (replaces) entry.earlier?.push(replaces);
        else this.#remove(entry);
        entry.topic = () => toWire(next);
        entry.hasAnswered = false;
        entry.isHeld = false;
        entry.id = ++this.#lastId;
        this.#entries.set(entry.id, entry);
        if (this.#isServing) this.#sendSubscribe(entry, replaces);
      },
      close: () => this.#remove(entry),
    };
  }

  #add(entry: Omit<Entry, 'id'>): Entry {
    const added = { ...entry, id: ++this.#lastId };
    this.#entries.set(added.id, added);
    return added;
  }

  #remove(entry: Entry): void {
    this.#forgetEarlier(entry);
    if (!this.#entries.delete(entry.id)) return;
    if (this.#isServing) this.#send({ unsubscribe: entry.id });
  }

  #connect(): void {
    this.#retryAt = undefined;
    clearTimeout(this.#timer);
    const socket = this.#options.openSocket();
    socket.binaryType = 'arraybuffer';
    this.#socket = socket;
    this.#timer = setTimeout(() => this.#onClosed(), HANDSHAKE_TIMEOUT_MS);
    const { signal } = (this.#listening = new AbortController());
    socket.addEventListener('open', () => this.#onOpen(), { signal });
    socket.addEventListener(
      'message',
      (event) => this.#onMessage((event as MessageEvent<ArrayBuffer>).data),
      { signal },
    );
    socket.addEventListener('close', (event) => this.#onClosed((event as CloseEvent).code), { signal });
    this.changed();
  }

  #onOpen(): void {
    this.#send({ hello: { version: PROTOCOL_VERSION } });
    for (const entry of this.#base) this.#sendSubscribe(entry);
  }

  #onMessage(data: ArrayBuffer): void {
    const message = ServerMessage.decode(new Uint8Array(data));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#onClosed(), SILENCE_LIMIT_MS);
    if (message.welcome) return this.#onWelcome(message.welcome);
    const { error } = message;
    const { catalogue, status, views, scalars, scalarGroups, histograms } = message;
    const update = catalogue ?? status ?? views ?? scalars ?? scalarGroups ?? histograms ?? error;
    // An entry that is gone was ended while its update was on the way.
    const id = update?.id ?? 0;
    const entry = this.#entries.get(id);
    if (!entry) return;
    if (id !== entry.id) {
      if (!error) entry.receive(message, true);
      return;
    }
    this.#forgetEarlier(entry);
    if (error) entry.fail({ code: error.code ?? '', message: error.message ?? '' });
    else if (this.#isPaused && entry.hasAnswered && !status && !views) this.#hold(entry);
    else {
      entry.hasAnswered = true;
      entry.receive(message, false);
    }
  }

  /** No update of its earlier topics comes any more. */
  #forgetEarlier({ earlier = [] }: Entry): void {
    for (const id of earlier.splice(0)) this.#entries.delete(id);
  }

  /** Leaves what is shown as it is. The catalogue goes on where it stood, so it may stay subscribed. */
  #hold(entry: Entry): void {
    if (!entry.isHeld && !this.#base.includes(entry)) this.#send({ unsubscribe: entry.id });
    entry.isHeld = true;
    // After a reconnect the catalogue's answer also is what data subscriptions wait for.
    if (this.#base.includes(entry)) this.#serve();
  }

  #onWelcome({ epoch, serverVersion }: Welcome): void {
    this.#state = 'open';
    this.#lostAt = undefined;
    this.#retryDelayMs = FIRST_RETRY_MS;
    const isSameServer = epoch === this.#epoch;
    this.#epoch = epoch ?? '';
    // What is shown would refer to runs that have other ids now.
    if (!isSameServer) this.isPaused = false;
    this.#options.onServerVersion(serverVersion ?? '');
    // A server that has started anew has given its runs other ids: topics make sense once its catalogue is here.
    if (isSameServer) this.#serve();
    this.changed();
  }

  /** Sends all subscriptions of dashboards, once per socket. */
  #serve(): void {
    if (this.#isServing) return;
    this.#isServing = true;
    for (const entry of this.#entries.values()) {
      if (!this.#base.includes(entry)) this.#sendSubscribe(entry);
    }
  }

  #onClosed(code?: number): void {
    this.#listening.abort();
    this.#socket?.close();
    this.#socket = undefined;
    this.#isServing = false;
    for (const entry of [...this.#entries.values()]) this.#forgetEarlier(entry);
    if (code === CLOSED_PROTOCOL) this.#options.onServerVersion(undefined);
    this.#state = 'lost';
    this.#lostAt ??= performance.now();
    this.#retryAt = performance.now() + this.#retryDelayMs;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#connect(), this.#retryDelayMs);
    this.#retryDelayMs = Math.min(this.#retryDelayMs * 2, LAST_RETRY_MS);
    this.changed();
  }

  /** `replaces`: id of the subscription that it takes the place of; 0 = none. */
  #sendSubscribe(entry: Entry, replaces = 0): void {
    const subscribe = { id: entry.id, replaces, ...entry.topic() };
    this.#send({ subscribe: subscribe as runlight.live.Subscribe.$Properties });
  }

  #send(message: runlight.live.ClientMessage.$Properties): void {
    if (this.#socket?.readyState === SOCKET_OPEN)
      this.#socket.send(ClientMessage.encode(message).finish() as Uint8Array<ArrayBuffer>);
  }
}
