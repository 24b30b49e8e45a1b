import type { HistogramsTopic, HistogramsUpdate, Session, SubscriptionError } from '../data/types.ts';
import { HistogramRows } from './histogram-rows.ts';

/** What a feed asks for, beside the series. */
export type FeedRequest = Omit<HistogramsTopic, 'run' | 'tag'>;

/** One live subscription of a card and the rows that have come by it. */
export class HistogramFeed {
  readonly rows = new HistogramRows();
  readonly run: number;
  readonly tag: string;
  readonly #onChanged: () => void;
  readonly #subscription: ReturnType<Session['live']['subscribeHistograms']>;
  #request: FeedRequest;
  #requestText: string;
  #error: SubscriptionError | undefined;
  #hasAnswered = false;

  constructor(live: Session['live'], run: number, tag: string, request: FeedRequest, onChanged: () => void) {
    this.run = run;
    this.tag = tag;
    this.#onChanged = onChanged;
    this.#request = request;
    this.#requestText = toText(request);
    this.#subscription = live.subscribeHistograms({ run, tag, ...request }, this.#onUpdate, this.#onError);
  }

  /** Why there is nothing to show. */
  get error(): SubscriptionError | undefined {
    return this.#error;
  }

  /** Whether the server has sent anything. */
  get hasAnswered(): boolean {
    return this.#hasAnswered;
  }

  /** Asks for something else, unless it is the same; until that has come the rows stay as they are. */
  request(request: FeedRequest): void {
    const text = toText(request);
    if (text === this.#requestText) return;
    this.#request = request;
    this.#requestText = text;
    this.retry();
  }

  /** Asks again, after an error too. */
  retry(): void {
    const { run, tag } = this;
    this.#error = undefined;
    this.#subscription.update({ run, tag, ...this.#request });
  }

  close(): void {
    this.#subscription.close();
  }

  readonly #onUpdate = (update: HistogramsUpdate): void => {
    this.rows.apply(update, this.#request.measures?.length ?? 0);
    this.#error = undefined;
    this.#hasAnswered = true;
    this.#onChanged();
  };

  readonly #onError = (error: SubscriptionError): void => {
    this.#error = error;
    this.#onChanged();
  };
}

/** JSON has no infinity. */
function toText(request: FeedRequest): string {
  return JSON.stringify(request, (_, value: unknown) => (value === Infinity ? 'Infinity' : value));
}
