import { randomUUID } from 'node:crypto';
import type { Run, SeriesStore, StoreChange } from '../store/series-store.ts';
import type { runlight } from '../../proto/generated/live.js';
import type { LiveTopic, LiveTopicFactory, ServerMessage } from './live-topic.ts';

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
    return { catalogue: { id: this.#id, epoch, sequence, reset, runs: runs.map(runMessage), removed } };
  }
}

/** Makes the topics that tell of runs and their tags. */
export function catalogueTopics(log: CatalogueLog): LiveTopicFactory {
  return (id, { catalogue }) =>
    catalogue ? new CatalogueTopic(id, log, catalogue.epoch ?? '', catalogue.sequence ?? 0) : undefined;
}

function runMessage(run: Run): runlight.live.Run.$Properties {
  return {
    id: run.id,
    name: run.name,
    startTime: run.startTime ?? 0,
    plugins: Object.entries(tagsByPlugin(run)).map(([plugin, tags]) => ({ plugin, tags })),
  };
}

/** Tags of a run, sorted, by the plugin that they belong to. */
export function tagsByPlugin(run: Run): Record<string, string[]> {
  const byPlugin = new Map<string, string[]>();
  for (const { tag, metadata } of run.series.values()) {
    const tags = byPlugin.get(metadata.plugin);
    if (tags) tags.push(tag);
    else byPlugin.set(metadata.plugin, [tag]);
  }
  for (const tags of byPlugin.values()) tags.sort();
  // fromEntries defines own properties, so a plugin called "__proto__" does no harm.
  return Object.fromEntries(byPlugin);
}
