import { createHash } from 'node:crypto';
import type { runlight } from '../../proto/generated/live.js';
import type { Run, SeriesDefinition } from '../store/series-store.ts';

type TagSetMessage = runlight.live.TagSet.$Properties;

/** Tells runs with equal tags: of thousands of runs most have the tags of another one, and these are sent once. */
export class TagSets {
  /** Hashes of the tags in a list, which many runs share. */
  readonly #hashes = new WeakMap<readonly SeriesDefinition[], string>();

  /** The different sets of tags of some runs, and the index of each run's. */
  collect(runs: readonly Run[]): { tagSets: TagSetMessage[]; indexes: number[] } {
    const tagSets: TagSetMessage[] = [];
    const indexByHash = new Map<string, number>();
    const indexes = runs.map((run) => {
      const hash = this.#hashOf(run);
      let index = indexByHash.get(hash);
      if (index === undefined) {
        index = tagSets.length;
        indexByHash.set(hash, index);
        const plugins = Object.entries(tagsByPlugin(run)).map(([plugin, tags]) => ({ plugin, tags }));
        tagSets.push({ plugins });
      }
      return index;
    });
    return { tagSets, indexes };
  }

  #hashOf(run: Run): string {
    const known = this.#hashes.get(run.definitions);
    if (known !== undefined) return known;
    const hash = createHash('sha1')
      .update(JSON.stringify(tagsByPlugin(run)))
      .digest('base64');
    this.#hashes.set(run.definitions, hash);
    return hash;
  }
}

/** Tags of a run, sorted, by the plugin that they belong to. */
export function tagsByPlugin(run: Run): Record<string, string[]> {
  const byPlugin = new Map<string, string[]>();
  for (const { tag, metadata } of run.definitions) {
    const tags = byPlugin.get(metadata.plugin);
    if (tags) tags.push(tag);
    else byPlugin.set(metadata.plugin, [tag]);
  }
  for (const tags of byPlugin.values()) tags.sort();
  // fromEntries defines own properties, so a plugin called "__proto__" does no harm.
  return Object.fromEntries(byPlugin);
}
