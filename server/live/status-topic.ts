import type { runlight } from '../../proto/generated/live.js';
import type { StoreChange } from '../store/series-store.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from './live-topic.ts';

/** Everything but the id and the activity. */
export type StatusFields = Omit<runlight.live.StatusUpdate.$Properties, 'id' | 'activity'>;

/** Where the status comes from. */
export interface StatusSource {
  /** What there is to say now. */
  read(): StatusFields;
  /** Seconds since the epoch when a file of each run last changed, by run id. */
  activity(): Iterable<[number, number]>;
}

/** Without news the status is sent this often, so that a client can tell a quiet server from a dead connection. */
const HEARTBEAT_MS = 10_000;

class StatusTopic implements LiveTopic {
  readonly #id: number;
  readonly #source: StatusSource;
  readonly #sentActivity = new Map<number, number>();
  #sent = '';
  #sentAtMs = 0;

  constructor(id: number, source: StatusSource) {
    this.#id = id;
    this.#source = source;
  }

  concerns(_change: StoreChange): boolean {
    return true;
  }

  next(): ServerMessage | undefined {
    const fields = this.#source.read();
    const activity: runlight.live.RunActivity.$Properties[] = [];
    for (const [run, lastGrowth] of this.#source.activity()) {
      if (this.#sentActivity.get(run) === lastGrowth) continue;
      this.#sentActivity.set(run, lastGrowth);
      activity.push({ run, lastGrowth });
    }
    // The clock, the memory and the rate alone are no news.
    const news = JSON.stringify({ ...fields, now: 0, memoryBytes: 0, bytesPerSec: 0, secLeft: 0 });
    const isNews = news !== this.#sent || activity.length > 0;
    if (!isNews && performance.now() - this.#sentAtMs < HEARTBEAT_MS) return undefined;
    this.#sent = news;
    this.#sentAtMs = performance.now();
    return { status: { ...fields, id: this.#id, activity } };
  }
}

/** Makes the topics that tell how far reading has come. */
export function statusTopics(source: StatusSource): LiveTopicFactory {
  return (id, { status }) => (status ? new StatusTopic(id, source) : undefined);
}
