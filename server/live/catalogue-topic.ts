import { randomUUID } from 'node:crypto';
import type { Run, SeriesStore, StoreChange } from '../store/series-store.ts';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from './live-topic.ts';
import { TagSets } from './tag-sets.ts';

/** Runs that disappeared are remembered for clients that come back, up to so many. */
const REMEMBERED_REMOVALS = 10_000;

/**
 * Numbers the changes of the catalogue, so that a client that has seen number n can be told what came after n,
 * whether it was slow or away.
 */
export class CatalogueLog {
  /** Differs in every process: sequence numbers of another one mean nothing. */
  readonly epoch = randomUUID();
  readonly #store: SeriesStore;
  #sequence = 0;
  readonly #changedAt = new Map<number, number>();
  #removals: { readonly id: number; readonly at: number }[] = [];
  /** Removals up to this number have been forgotten. */
  #forgottenUpTo = 0;
  readonly #tagSets = new TagSets();

  constructor(store: SeriesStore) {
    this.#store = store;
    for (const run of store.runs()) this.#changedAt.set(run.id, 0);
    store.onChange((change) => this.#note(change));
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** Everything after a sequence number; the whole catalogue when that is unknown. */
  since(epoch: string, sequence: number): { reset: boolean; runs: Run[]; removed: number[] } {
    const isKnown = epoch === this.epoch && sequence >= this.#forgottenUpTo && sequence <= this.#sequence;
    if (!isKnown) return { reset: true, runs: [...this.#store.runs()], removed: [] };
    const runs = this.#store.runs().filter(({ id }) => (this.#changedAt.get(id) ?? 0) > sequence);
    return {
      reset: false,
      runs,
      removed: this.#removals.filter(({ at }) => at > sequence).map(({ id }) => id),
    };
  }

  /** The different sets of tags of some runs, and the index of each run's. */
  tagSets(runs: readonly Run[]): ReturnType<TagSets['collect']> {
    return this.#tagSets.collect(runs);
  }

  #note({ runs, removedRuns }: StoreChange): void {
    if (runs.size === 0 && removedRuns.size === 0) return;
    const at = ++this.#sequence;
    for (const run of runs) this.#changedAt.set(run.id, at);
    for (const id of removedRuns) {
      this.#changedAt.delete(id);
      this.#removals.push({ id, at });
    }
    const excess = this.#removals.length - REMEMBERED_REMOVALS;
    if (excess <= 0) return;
    this.#forgottenUpTo = this.#removals[excess - 1]?.at ?? this.#forgottenUpTo;
    this.#removals = this.#removals.slice(excess);
  }
}

class CatalogueTopic implements LiveTopic {
  readonly #id: number;
  readonly #log: CatalogueLog;
  #epoch: string;
  #sequence: number;

  constructor(id: number, log: CatalogueLog, epoch: string, sequence: number) {
    this.#id = id;
    this.#log = log;
    this.#epoch = epoch;
    this.#sequence = sequence;
  }

  concerns(change: StoreChange): boolean {
    return change.runs.size > 0 || change.removedRuns.size > 0;
  }

  next(): ServerMessage | undefined {
    if (this.#epoch === this.#log.epoch && this.#sequence === this.#log.sequence) return undefined;
    const { reset, runs, removed } = this.#log.since(this.#epoch, this.#sequence);
    this.#epoch = this.#log.epoch;
    this.#sequence = this.#log.sequence;
    const { epoch, sequence } = this.#log;
    const { tagSets, indexes } = this.#log.tagSets(runs);
    const messages = runs.map(({ id, name, startTime = 0 }, at) => ({
      id,
      name,
      startTime,
      tagSet: indexes[at] ?? 0,
    }));
    return { catalogue: { id: this.#id, epoch, sequence, reset, runs: messages, tagSets, removed } };
  }
}

/** Makes the topics that tell of runs and their tags. */
export function catalogueTopics(log: CatalogueLog): LiveTopicFactory {
  return (id, { catalogue }) =>
    catalogue ? new CatalogueTopic(id, log, catalogue.epoch ?? '', catalogue.sequence ?? 0) : undefined;
}
