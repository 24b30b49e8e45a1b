import type { ScalarsTopic, ScalarsUpdate, Session, SubscriptionError } from '../../data/types.ts';
import { ScalarColumns } from './scalar-columns.ts';

/** A dragged slider asks for more than the server needs to answer. */
const MIN_UPDATE_INTERVAL_MS = 60;

/** One live subscription of a card and the columns that have come by it. */
export class ScalarFeed {
  readonly #live: Session['live'];
  readonly #onChanged: () => void;
  readonly #columnsByRun = new Map<number, ScalarColumns>();
  #topic: ScalarsTopic | undefined;
  #subscription: ReturnType<Session['live']['subscribeScalars']> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastUpdateMs = -Infinity;
  #error: SubscriptionError | undefined;
  #hasAnswered = false;

  constructor(live: Session['live'], onChanged: () => void) {
    this.#live = live;
    this.#onChanged = onChanged;
  }

  /** Why there is nothing to show. */
  get error(): SubscriptionError | undefined {
    return this.#error;
  }

  /** Whether the server has answered what was asked for last. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  columnsOf(run: number): ScalarColumns | undefined {
    return this.#columnsByRun.get(run);
  }

  /** Subscribes, or changes what is subscribed to if it differs. What is held stays until the answer comes. */
  request(topic: ScalarsTopic): void {
    if (this.#topic && isSameTopic(this.#topic, topic)) return;
    this.#topic = topic;
    const waitMs = this.#subscription ? this.#lastUpdateMs + MIN_UPDATE_INTERVAL_MS - performance.now() : 0;
    if (waitMs <= 0) this.#send();
    else this.#timer ??= setTimeout(() => this.#send(), waitMs);
  }

  /** Asks again after an error. */
  retry(): void {
    this.#error = undefined;
    this.#send();
    this.#onChanged();
  }

  /** Ends the subscription and forgets everything. */
  close(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#subscription?.close();
    this.#subscription = undefined;
    this.#topic = undefined;
    this.#columnsByRun.clear();
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
    else this.#subscription = this.#live.subscribeScalars(this.#topic, this.#onUpdate, this.#onError);
  }

  readonly #onUpdate = (update: ScalarsUpdate): void => {
    for (const series of update.series ?? []) {
      const run = series.run ?? 0;
      let columns = this.#columnsByRun.get(run);
      if (!columns) this.#columnsByRun.set(run, (columns = new ScalarColumns()));
      columns.apply(series);
    }
    for (const run of update.gone ?? []) this.#columnsByRun.delete(run);
    this.#error = undefined;
    this.#hasAnswered = true;
    this.#onChanged();
  };

  readonly #onError = (error: SubscriptionError): void => {
    this.#error = error;
    this.#onChanged();
  };
}

const PLAIN_FIELDS = [
  'tag',
  'axis',
  'columns',
  'from',
  'to',
  'smoothing',
  'smoothingKind',
  'superseded',
  'logX',
  'skipPauses',
  'xTag',
] as const satisfies readonly (keyof ScalarsTopic)[];

function isSameTopic(a: ScalarsTopic, b: ScalarsTopic): boolean {
  return (
    PLAIN_FIELDS.every((field) => a[field] === b[field]) &&
    a.runs.length === b.runs.length &&
    a.runs.every((run, index) => run === b.runs[index])
  );
}
