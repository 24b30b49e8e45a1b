import type { LiveSubscription, SubscriptionError } from '../../data/types.ts';

/** A dragged slider asks for more than the server needs to answer. */
const MIN_UPDATE_INTERVAL_MS = 60;

/** One live subscription of a card and what has come by it, by the number of a run or a group. */
export abstract class TopicFeed<Topic, Update, Columns> {
  readonly #onChanged: (hasNews: boolean) => void;
  readonly #columns = new Map<number, Columns>();
  #topic: Topic | undefined;
  #subscription: LiveSubscription<Topic> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastUpdateMs = -Infinity;
  #error: SubscriptionError | undefined;
  #hasAnswered = false;

  /** `onChanged` is told whether columns have changed, or only what is known of the subscription. */
  constructor(onChanged: (hasNews: boolean) => void) {
    this.#onChanged = onChanged;
  }

  protected abstract subscribe(
    topic: Topic,
    onUpdate: (update: Update, isLate?: boolean) => void,
    onError: (error: SubscriptionError) => void,
  ): LiveSubscription<Topic>;
  protected abstract isSame(a: Topic, b: Topic): boolean;
  /** Takes an update in, and returns whether it held anything; `isFirst` after each change of the topic. */
  protected abstract apply(update: Update, columns: Map<number, Columns>, isFirst: boolean): boolean;

  /** Why there is nothing to show. */
  get error(): SubscriptionError | undefined {
    return this.#error;
  }

  /** Whether the server has answered what was asked for last. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  columnsOf(number: number): Columns | undefined {
    return this.#columns.get(number);
  }

  /** Subscribes, or changes what is subscribed to if it differs. What is held stays until the answer comes. */
  request(topic: Topic): void {
    if (this.#topic && this.isSame(this.#topic, topic)) return;
    this.#topic = topic;
    const waitMs = this.#subscription ? this.#lastUpdateMs + MIN_UPDATE_INTERVAL_MS - performance.now() : 0;
    if (waitMs <= 0) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), waitMs);
  }

  /** Asks again after an error. */
  retry(): void {
    this.#error = undefined;
    this.#send();
    this.#onChanged(false);
  }

  /** Ends the subscription and forgets everything. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#subscription?.close();
    this.#subscription = undefined;
    this.#topic = undefined;
    this.#columns.clear();
    this.#error = undefined;
    this.#hasAnswered = false;
  }

  #send(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#lastUpdateMs = performance.now();
    if (!this.#topic) return;
    this.#hasAnswered = false;
    if (this.#subscription) this.#subscription.update(this.#topic);
    else this.#subscription = this.subscribe(this.#topic, this.#onUpdate, this.#onError);
  }

  readonly #onUpdate = (update: Update, isLate = false): void => {
    const hasNews = this.apply(update, this.#columns, !this.#hasAnswered && !isLate);
    this.#error = undefined;
    this.#hasAnswered ||= !isLate;
    this.#onChanged(hasNews);
  };

  readonly #onError = (error: SubscriptionError): void => {
    this.#error = error;
    this.#onChanged(false);
  };
}
