import { createHash } from 'node:crypto';
import type { runlight } from '../../proto/generated/live.js';
import type { Run } from '../store/series-store.ts';

type TagSetMessage = runlight.live.TagSet.$Properties;

/** Tells runs with equal tags: of thousands of runs most have the tags of another one, and these are sent once. */
export class TagSets {
  /** A hash of a run's tags, and the change of the catalogue up to which it is right. */
  readonly #hashes = new WeakMap<Run, { readonly changedAt: number; readonly hash: string }>();

  /** The different sets of tags of some runs, and the index of each run's; `changedAt` says when a run changed last. */
  collect(
    runs: readonly Run[],
    changedAt: (run: Run) => number,
  ): { tagSets: TagSetMessage[]; indexes: number[] } {
    const tagSets: TagSetMessage[] = [];
    const indexByHash = new Map<string, number>();
    const indexes = runs.map((run) => {
      const hash = this.#hashOf(run, changedAt(run));
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

  #hashOf(run: Run, changedAt: number): string {
    const known = this.#hashes.get(run);
    if (known?.changedAt === changedAt) return known.hash;
    const hash = createHash('sha1')
      .update(JSON.stringify(tagsByPlugin(run)))
      .digest('base64');
    this.#hashes.set(run, { changedAt, hash });
    return hash;
  }
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
