import type { GroupsTopic, GroupsUpdate, Session, SubscriptionError } from '../../data/types.ts';
import { BandColumns } from './band-columns.ts';

/** A dragged slider asks for more than the server needs to answer. */
const MIN_UPDATE_INTERVAL_MS = 60;

/** One live subscription to groups of runs, and the columns that have come by it. */
export class BandFeed {
  readonly #live: Session['live'];
  readonly #onChanged: () => void;
  readonly #columnsByGroup = new Map<number, BandColumns>();
  #topic: GroupsTopic | undefined;
  /** The topic in words, to see whether another one differs. */
  #topicText = '';
  #subscription: ReturnType<Session['live']['subscribeGroups']> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastUpdateMs = -Infinity;
  #error: SubscriptionError | undefined;
  #hasAnswered = false;

  constructor(live: Session['live'], onChanged: () => void) {
    this.#live = live;
    this.#onChanged = onChanged;
  }

  get error(): SubscriptionError | undefined {
    return this.#error;
  }

  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  columnsOf(group: number): BandColumns | undefined {
    return this.#columnsByGroup.get(group);
  }

  /** Subscribes, or changes what is subscribed to if it differs. What is held stays until the answer comes. */
  request(topic: GroupsTopic): void {
    const text = JSON.stringify(topic);
    if (text === this.#topicText) return;
    this.#topic = topic;
    this.#topicText = text;
    const waitMs = this.#subscription ? this.#lastUpdateMs + MIN_UPDATE_INTERVAL_MS - performance.now() : 0;
    if (waitMs <= 0) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), waitMs);
  }

  retry(): void {
    this.#error = undefined;
    this.#send();
    this.#onChanged();
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#subscription?.close();
    this.#columnsByGroup.clear();
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastUpdateMs = performance.now();
    if (!this.#topic) return;
    this.#hasAnswered = false;
    if (this.#subscription) this.#subscription.update(this.#topic);
    else this.#subscription = this.#live.subscribeGroups(this.#topic, this.#onUpdate, this.#onError);
  }

  readonly #onUpdate = (update: GroupsUpdate): void => {
    if (!this.#hasAnswered) this.#forgetOthers();
    for (const band of update.groups ?? []) {
      const id = band.group ?? 0;
      let columns = this.#columnsByGroup.get(id);
      if (!columns) this.#columnsByGroup.set(id, (columns = new BandColumns()));
      columns.applyBand(band);
    }
    for (const id of update.gone ?? []) this.#columnsByGroup.delete(id);
    this.#error = undefined;
    this.#hasAnswered = true;
    this.#onChanged();
  };

  /** The groups of an earlier topic are others, although they may have the same numbers. */
  #forgetOthers(): void {
    this.#columnsByGroup.clear();
  }

  readonly #onError = (error: SubscriptionError): void => {
    this.#error = error;
    this.#onChanged();
  };
}
