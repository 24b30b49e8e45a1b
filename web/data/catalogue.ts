import type { runlight } from '../../proto/generated/live.js';
import { Observable } from '../base/observable.ts';
import type * as contract from './types.ts';

export type CatalogueUpdate = InstanceType<(typeof runlight)['live']['CatalogueUpdate']>;
type WireRun = CatalogueUpdate['runs'][number];
type TagsByPlugin = contract.RunInfo['tagsByPlugin'];

/** All runs and tags: the updates of the server, joined. */
export class Catalogue extends Observable implements contract.Catalogue {
  readonly #runById = new Map<number, contract.RunInfo>();
  #runs: readonly contract.RunInfo[] = [];
  #isReady = false;
  #epoch = '';
  #sequence = 0;

  get runs(): readonly contract.RunInfo[] {
    return this.#runs;
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Where to go on after a reconnect. */
  get position(): { readonly epoch: string; readonly sequence: number } {
    return { epoch: this.#epoch, sequence: this.#sequence };
  }

  runById(id: number): contract.RunInfo | undefined {
    return this.#runById.get(id);
  }

  apply(update: CatalogueUpdate): void {
    if (update.reset) this.#runById.clear();
    for (const id of update.removed) this.#runById.delete(id);
    // Runs with the same tags share them: thousands of runs usually do.
    const tagSets = update.tagSets.map(
      ({ plugins }): TagsByPlugin =>
        new Map((plugins ?? []).map(({ plugin, tags }) => [plugin ?? '', tags ?? []])),
    );
    for (const run of update.runs) this.#runById.set(run.id ?? 0, toRunInfo(run, tagSets));
    this.#runs = [...this.#runById.values()].sort(compareRuns);
    this.#epoch = update.epoch;
    this.#sequence = update.sequence;
    this.#isReady = true;
    this.changed();
  }
}

const NO_TAGS: TagsByPlugin = new Map();

function toRunInfo(run: WireRun, tagSets: readonly TagsByPlugin[]): contract.RunInfo {
  return {
    id: run.id ?? 0,
    name: run.name ?? '',
    startTime: run.startTime ?? 0,
    tagsByPlugin: tagSets[run.tagSet ?? 0] ?? NO_TAGS,
  };
}

function compareRuns(a: contract.RunInfo, b: contract.RunInfo): number {
  const order = (a.startTime || Infinity) - (b.startTime || Infinity);
  // NaN where both are unknown.
  if (order) return order;
  return a.name < b.name ? -1 : Number(a.name > b.name);
}
