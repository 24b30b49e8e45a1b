import type { HistogramsUpdate, Session, SubscriptionError } from '../../data/types.ts';
import { HistogramRows } from './histogram-rows.ts';

/** Rows that a card asks for: about twice what fits, so that there is a choice as more come. */
const MAX_STEPS = 60;

/** One live subscription of a card and the rows that have come by it. */
export class HistogramFeed {
  readonly rows = new HistogramRows();
  readonly #onChanged: () => void;
  readonly #topic: { readonly run: number; readonly tag: string; readonly maxSteps: number };
  readonly #subscription: ReturnType<Session['live']['subscribeHistograms']>;
  #error: SubscriptionError | undefined;
  #hasAnswered = false;

  constructor(live: Session['live'], run: number, tag: string, onChanged: () => void) {
    this.#onChanged = onChanged;
    this.#topic = { run, tag, maxSteps: MAX_STEPS };
    this.#subscription = live.subscribeHistograms(this.#topic, this.#onUpdate, this.#onError);
  }

  /** Why there is nothing to show. */
  get error(): SubscriptionError | undefined {
    return this.#error;
  }

  /** Whether the server has sent anything. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** Asks again after an error. */
  retry(): void {
    this.#error = undefined;
    this.#subscription.update(this.#topic);
    this.#onChanged();
  }

  close(): void {
    this.#subscription.close();
  }

  readonly #onUpdate = (update: HistogramsUpdate): void => {
    this.rows.apply(update);
    this.#error = undefined;
    this.#hasAnswered = true;
    // The newest stand closer together than the rest by now: have the choice made anew.
    if (this.rows.rows.length > 2 * MAX_STEPS) this.#subscription.update(this.#topic);
    this.#onChanged();
  };

  readonly #onError = (error: SubscriptionError): void => {
    this.#error = error;
    this.#onChanged();
  };
}
